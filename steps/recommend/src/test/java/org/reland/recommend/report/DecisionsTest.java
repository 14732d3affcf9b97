package org.reland.recommend.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.reland.recommend.data.Cell;
import org.reland.recommend.report.Results.PreferredRow;
import org.reland.recommend.report.Results.ValidationRow;

final class DecisionsTest {
  private final Map<Cell, Map<String, Double>> facts = new TreeMap<>(Measurements.order());

  private void cell(String variant, int repetition, Map<String, Double> stated) {
    facts.put(new Cell("lightgcn", variant, repetition), stated);
  }

  private static Map<String, Double> fused(double ndcg, double matching) {
    return Map.of(
        "validation_ndcg10",
        ndcg,
        "best_epoch",
        30.0,
        "epochs",
        40.0,
        "feature_weight",
        1.0,
        "fusion_used",
        1.0,
        "rationale_weight",
        0.5,
        "matching",
        matching);
  }

  private static Map<String, Double> validated(double ndcg) {
    return Map.of("validation_ndcg10", ndcg);
  }

  @Test
  void aCellWithoutFusionHasTheEpochOfTheModelThatItStaysWith() {
    cell("features", 0, Map.of("validation_ndcg10", 0.25, "best_epoch", 20.0, "epochs", 25.0));
    cell(
        "reland",
        0,
        Map.of("validation_ndcg10", 0.25, "best_epoch", 27.0, "epochs", 35.0, "fusion_used", 0.0));
    cell("reland-plus", 0, fused(0.3, 2));
    List<ValidationRow> rows = Decisions.rows(facts, "behavior, as configured");
    assertEquals(
        List.of(
            new ValidationRow("lightgcn", "features", 0, 0.25, 20, null, null, null, null),
            new ValidationRow("lightgcn", "reland", 0, 0.25, 20, null, false, null, null),
            new ValidationRow(
                "lightgcn", "reland-plus", 0, 0.3, 30, 1.0, true, 0.5, "both, mean of five")),
        rows);
  }

  @Test
  void aFixedNumberOfEpochsIsTheEpochAndPrefersNothing() {
    cell("reland", 0, Map.of("best_epoch", 0.0, "epochs", 12.0, "fusion_used", 1.0));
    List<ValidationRow> rows = Decisions.rows(facts, "as configured");
    assertEquals(12, rows.getFirst().epoch());
    assertEquals(List.of(), Decisions.preferred(rows));
  }

  @Test
  void namesTheMatchingByItsNumber() {
    List<String> names = new ArrayList<>();
    for (int number = 0; number < 3; number++) {
      cell("reland-plus", 0, fused(0.1, number));
      names.add(Decisions.rows(facts, "behavior, as configured").getFirst().matching());
    }
    assertEquals(
        List.of("behavior, as configured", "both, the nearest", "both, mean of five"), names);
  }

  @Test
  void prefersTheBestMeanOverRepetitions() {
    cell("features", 0, validated(0.9));
    cell("reland", 0, validated(0.30));
    cell("reland", 1, validated(0.10));
    cell("reland-causal", 0, validated(0.22));
    cell("reland-causal", 1, validated(0.24));
    // The best, but measured in one repetition only.
    cell("reland-plus", 0, validated(0.4));
    List<PreferredRow> preferred = Decisions.preferred(Decisions.rows(facts, ""));
    assertEquals(1, preferred.size());
    assertEquals("reland-causal", preferred.getFirst().variant());
    assertEquals(2, preferred.getFirst().repetitions());
    assertEquals(0.23, preferred.getFirst().validation_ndcg10(), 1e-12);
  }

  @Test
  void ofEqualsTheOneThatIsGivenLeastIsPreferred() {
    cell("reland", 0, validated(0.3));
    cell("reland-causal", 0, validated(0.3));
    cell("reland-plus", 0, validated(0.3));
    assertEquals("reland", Decisions.preferred(Decisions.rows(facts, "")).getFirst().variant());
  }
}
