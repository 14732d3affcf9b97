package org.reland.workflows.configuration;

import org.reland.kit.config.Setting;

/** Section {@code run}: what belongs to the run as a whole. */
public record RunSettings(
    @Setting(value = "name of the run, the folder of its summary and report", fallback = "run")
        String name,
    @Setting(value = "the one seed from which all randomness comes", fallback = "2024") long seed,
    @Setting(
            value = "threads for the whole run; 0: one for each core",
            fallback = "0",
            min = 0,
            max = 1024,
            keyed = false)
        int threads) {}
