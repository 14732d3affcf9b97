package org.reland.workflows.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.reland.recommend.data.Variant;

/**
 * Rules across sections: what each of two steps would take alone, but not together. Found before a
 * run starts and not hours later, in the second of the steps.
 */
final class Agreement {
  private final Experiment experiment;
  private final Map<String, Map<String, Object>> sections;

  Agreement(Experiment experiment, Map<String, Map<String, Object>> sections) {
    this.experiment = experiment;
    this.sections = sections;
  }

  /** What does not go together, one sentence each. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (sections.containsKey("train") && sections.containsKey("retrieve")) {
      int averaged = (int) value("train", "rationales");
      int found = (int) value("retrieve", "k");
      boolean used = experiment.variants().stream().anyMatch(v -> Variant.of(v).isMatched());
      if (used && averaged > found) {
        problems.add(
            "train.rationales: is %d, above retrieve.k (%d), the rationales that each user gets: raise retrieve.k"
                .formatted(averaged, found));
      }
    }
    if (sections.containsKey("rematch")
        && experiment.variants().contains(Variant.RELAND_CAUSAL.id())) {
      for (String key : List.of("by", "k")) {
        if (!value("rematch", key).equals(value("retrieve", key))) {
          problems.add(
              "rematch.%s: is %s, but retrieve.%s is %s: reland-causal would train on other matches than it is used with; set both alike"
                  .formatted(key, value("rematch", key), key, value("retrieve", key)));
        }
      }
    }
    if (sections.containsKey("infer") && sections.containsKey("sample")) {
      ownPools(problems);
      seedShares(problems);
    }
    if (sections.containsKey("report") && sections.containsKey("evaluate")) {
      String shown = value("report", "cutoff").toString();
      List<?> measured = (List<?>) value("evaluate", "cutoffs");
      if (!measured.contains(shown)) {
        problems.add(
            "report.cutoff: is %s, which is not among evaluate.cutoffs %s"
                .formatted(shown, measured));
      }
    }
    return problems;
  }

  /** Ablations whose texts nobody has, or that would change nothing. */
  private void ownPools(List<String> problems) {
    List<String> own =
        experiment.variants().stream().filter(v -> !Variant.of(v).pool().isEmpty()).toList();
    if (!own.isEmpty()
        && value("infer", "generator").equals("recorded")
        && experiment.ablationGenerator().equals("same")) {
      problems.add(
          "experiment.variants: has %s, whose language model is asked about other users or in other words, but with infer.generator: recorded nobody answers that: set experiment.ablation_generator to offline (for theirs alone; the report says so), or infer.generator to offline (for all, a comparison of like with like)"
              .formatted(String.join(", ", own)));
    }
    same(own, Variant.RELAND_UNIFORM, "sample.strategy", "uniform", problems);
    same(own, Variant.RELAND_DIRECT, "prompt.variant", "direct", problems);
  }

  private void same(
      List<String> own, Variant variant, String key, String set, List<String> problems) {
    String[] sectionAndKey = key.split("\\.", 2);
    if (own.contains(variant.id()) && value(sectionAndKey[0], sectionAndKey[1]).equals(set)) {
      problems.add(
          "experiment.variants: has %s, which is reland itself where %s is %s: take %s out, or leave %s as it is by default"
              .formatted(variant.id(), key, set, variant.id(), key));
    }
  }

  /** Where the size of the whole pool is a share too. */
  private void seedShares(List<String> problems) {
    boolean share =
        !value("sample", "strategy").equals("fixed") && (int) value("sample", "size") == 0;
    double whole = (double) value("sample", "fraction");
    for (String smaller : experiment.seedShares()) {
      if (share && Double.parseDouble(smaller) > whole) {
        problems.add(
            "experiment.seed_shares: holds %s, above sample.fraction (%s), the whole pool: raise sample.fraction"
                .formatted(smaller, whole));
      }
    }
  }

  private Object value(String section, String key) {
    return sections.get(section).get(key);
  }
}
