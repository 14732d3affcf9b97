package org.reland.recommend.report;

import org.reland.kit.config.Setting;

/** What the report shows. */
public record ReportConfig(
    @Setting(
            value = "the k of NDCG@k and HR@k that are compared; must be among evaluate.cutoffs",
            fallback = "10",
            min = 1,
            max = 9999)
        int cutoff,
    @Setting(
            value = "how many users are explained with history, seed and rationale",
            fallback = "3",
            min = 0,
            max = 100)
        int explainedUsers) {}
