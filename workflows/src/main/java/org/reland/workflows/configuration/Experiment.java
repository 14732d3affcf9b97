package org.reland.workflows.configuration;

import java.util.List;
import org.reland.kit.config.Setting;

/** Section {@code experiment}: the training matrix, one cell a combination. */
public record Experiment(
    @Setting(
            value = "recommenders",
            fallback = "lightgcn",
            oneOf = {"lightgcn"})
        List<String> backbones,
    @Setting(
            value = "what they know beside ids; reland-shuffled is a control",
            fallback = "id-only, features, reland",
            oneOf = {"id-only", "features", "reland", "reland-shuffled"})
        List<String> variants,
    @Setting(
            value = "runs of each cell with other random streams",
            fallback = "1",
            min = 1,
            max = 100)
        int repetitions) {}
