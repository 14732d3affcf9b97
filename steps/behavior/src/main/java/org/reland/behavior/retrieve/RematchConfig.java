package org.reland.behavior.retrieve;

import org.reland.kit.config.Setting;

/** Configuration of {@link RematchStep}. */
public record RematchConfig(
    @Setting(
            value = "what is compared, as retrieve.by: training has to see what inference will see",
            fallback = "behavior",
            oneOf = {"behavior", "content", "both"})
        String by,
    @Setting(
            value = "rationales at each interaction, as retrieve.k",
            fallback = "1",
            min = 1,
            max = 1000)
        int k) {}
