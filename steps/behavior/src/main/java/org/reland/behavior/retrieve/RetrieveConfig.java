package org.reland.behavior.retrieve;

import org.reland.kit.config.Setting;

/** Configuration of {@link RetrieveStep}. */
public record RetrieveConfig(
    @Setting(
            value =
                "what is compared: behavior (the paper's behaviour vectors), content (mean text"
                    + " vector of the history) or both (the mean of the two cosines)",
            fallback = "behavior",
            oneOf = {"behavior", "content", "both"})
        String by,
    @Setting(value = "rationales that each user gets", fallback = "1", min = 1, max = 1000) int k,
    @Setting(
            value = "whether a seed user must not get its own rationale; the paper lets it",
            fallback = "false")
        boolean excludeSelf) {}
