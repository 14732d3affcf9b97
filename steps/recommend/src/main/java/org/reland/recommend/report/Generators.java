package org.reland.recommend.report;

import java.util.Arrays;

/** Says who wrote the rationales, so that nobody takes a heuristic for a language model. */
final class Generators {
  private Generators() {}

  static Element note(Results results) {
    Element note = Element.of("p").with("class", "note");
    if (results.cost().inferences() > 0 || results.own_pools().isEmpty()) {
      note.text(sentence(results.cost()));
    }
    results.own_pools().forEach(pool -> note.text(" " + sentence(pool)));
    if (results.own_pools().stream().anyMatch(pool -> isOther(pool, results.cost()))) {
      note.text(
          " Where two variants' rationales have different writers, what lies between them is not the"
              + " ablation alone.");
    }
    return note;
  }

  private static boolean isOther(Results.OwnPool pool, Results.Cost cost) {
    return cost.inferences() > 0 && !pool.cost().generator().equals(cost.generator());
  }

  private static String sentence(Results.OwnPool pool) {
    return "%s has %s rationales of its own, written by: %s."
        .formatted(
            Names.of(pool.variant()),
            Figures.count(pool.cost().inferences()),
            pool.cost().generator());
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
