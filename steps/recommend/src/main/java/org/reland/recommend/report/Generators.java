package org.reland.recommend.report;

import java.util.Arrays;

/** Says who wrote the rationales, so that nobody takes a heuristic for a language model. */
final class Generators {
  private Generators() {}

  static Element note(Results.Cost cost) {
    return Element.of("p").with("class", "note").text(sentence(cost));
  }

  static String sentence(Results.Cost cost) {
    if (cost.inferences() == 0) {
      return "No rationales were written in this run; no language model was used.";
    }
    if (cost.generator().equals("offline")) {
      return ("The %s rationales were written by the offline heuristic from co-occurrence in the"
              + " training histories: no language model was used.")
          .formatted(Figures.count(cost.inferences()));
    }
    if (cost.generator().equals("recorded")) {
      return "The %s rationales are recorded replies, read from a file: no language model was called in this run."
          .formatted(Figures.count(cost.inferences()));
    }
    boolean mixed = Arrays.asList(cost.generator().split(", ")).contains("offline");
    return "The %s rationales were written by: %s.%s"
        .formatted(
            Figures.count(cost.inferences()),
            cost.generator(),
            mixed
                ? " Those of \u201coffline\u201d come from a heuristic, not a language model."
                : "");
  }
}
