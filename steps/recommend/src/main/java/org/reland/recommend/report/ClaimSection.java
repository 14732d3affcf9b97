package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.List;
import org.reland.recommend.data.Variant;

/** The first thing to know of a run: what each recommender's ReLand row gains over ID-only. */
record ClaimSection(Results results, int cutoff) {

  List<Element> elements() {
    List<Results.TestRow> claims = results.claims();
    if (claims.isEmpty()) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    for (Results.TestRow claim : claims) {
      rows.add(
          List.of(
              Names.of(claim.backbone()),
              Names.of(claim.variant()),
              claim.masked() ? "masked" : "unmasked",
              Figures.metric(mean(claim, claim.against())),
              Figures.metric(mean(claim, claim.variant())),
              Figures.gain(claim.gain()),
              "[" + Figures.interval(claim.low(), claim.high()) + "]",
              Figures.p(claim.holm())));
    }
    return List.of(
        Element.of("h3", "ReLand against ID-only"),
        Element.of(
            "p",
            "NDCG@%d on test. Which of the ReLand variants stands for a recommender is chosen on the validation items alone. Paired t-test over users; p is adjusted for all recommenders (Holm), for the paper's protocol and for the sequential ones masked apart."
                .formatted(cutoff)),
        Tables.of(
            3,
            List.of(
                "recommender",
                "its ReLand row",
                "ranking",
                Names.of(Variant.ID_ONLY.id()),
                "ReLand",
                "gain",
                "95 % interval",
                "p (Holm)"),
            rows));
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
