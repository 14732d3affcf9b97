package org.reland.recommend.report;

import java.util.List;

/** The first thing to know of a run: what each recommender's ReLand row gains over ID-only. */
record ClaimSection(Results results, int cutoff) {

  List<Element> elements() {
    if (results.claims().isEmpty()) {
      return List.of();
    }
    Element list = Element.of("ul").with("class", "claims");
    results.claims().forEach(claim -> list.add(sentence(claim)));
    return List.of(
        Element.of("h3", "ReLand against ID-only"),
        list,
        Element.of(
            "p",
            "NDCG@%d on test, in brackets the 95 %% interval of the gain; paired t-test over users, p adjusted for all recommenders (Holm), where sequential ones are masked apart. Which ReLand variant stands for a recommender is chosen on the validation items alone."
                .formatted(cutoff)));
  }

  private Element sentence(Results.TestRow claim) {
    String ranking = claim.asInThePaper() ? "" : " (masked)";
    return Element.of("li")
        .add(Element.of("strong", Names.of(claim.backbone()) + ranking))
        .text(
            ": %s [%s], %s after Holm. %s %s, ID-only %s."
                .formatted(
                    Figures.gain(claim.gain()),
                    Figures.interval(claim.low(), claim.high()),
                    claim.holm() < 0.001 ? "p < .001" : "p = " + Figures.p(claim.holm()),
                    Names.of(claim.variant()),
                    Figures.metric(mean(claim, claim.variant())),
                    Figures.metric(mean(claim, claim.against()))));
  }

  private double mean(Results.TestRow claim, String variant) {
    return results.metrics().stream()
        .filter(row -> row.backbone().equals(claim.backbone()) && row.variant().equals(variant))
        .filter(row -> row.protocol().equals(claim.protocol()) && row.masked() == claim.masked())
        .filter(row -> row.k() == cutoff)
        .mapToDouble(Results.MetricRow::ndcg)
        .average()
        .orElse(0);
  }
}
