package org.reland.workflows.configuration;

import org.reland.kit.config.Setting;

/** Section {@code run}: what belongs to the run as a whole. */
public record RunSettings(
    @Setting(
            value =
                "name of the pipeline: of its runs, where they get no other, and of its encoder, pool"
                    + " and matches among those of other pipelines in the store",
            fallback = "run")
        String name,
    @Setting(value = "the one seed from which all randomness comes", fallback = "2024") long seed,
    @Setting(
            value =
                "days after which a nightly run refuses the pool that it takes, and a weekly one the"
                    + " encoder; 0: never",
            fallback = "45",
            min = 0,
            max = 36_500,
            keyed = false)
        int maxAgeDays,
    @Setting(
            value = "threads for the whole run; 0: one for each core",
            fallback = "0",
            min = 0,
            max = 1024,
            keyed = false)
        int threads) {}
