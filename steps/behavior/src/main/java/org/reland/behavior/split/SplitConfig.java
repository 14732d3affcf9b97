package org.reland.behavior.split;

import org.reland.kit.config.Setting;

/** Configuration of {@link SplitStep}; its cuts are those of the paper's protocols. */
public record SplitConfig(
    @Setting(
            value =
                "keep the ends of the histories for validation and test; false where nothing is"
                    + " measured, as in the nightly runs: then the newest behaviour counts too",
            fallback = "true")
        boolean holdOut) {}
