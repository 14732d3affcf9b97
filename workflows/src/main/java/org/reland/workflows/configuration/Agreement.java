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

  private Object value(String section, String key) {
    return sections.get(section).get(key);
  }
}
