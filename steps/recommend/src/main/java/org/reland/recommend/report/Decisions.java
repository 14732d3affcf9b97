package org.reland.recommend.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.step.StepContext;
import org.reland.recommend.data.Cell;
import org.reland.recommend.data.Variant;

/**
 * What validation decided: of every cell its epoch and weights, of every backbone which of the
 * variants with the pool's rationales is its ReLand row. No test item is looked at.
 */
final class Decisions {
  /** Given least first: the first of equals is kept. */
  static final List<Variant> RELAND_ROWS =
      List.of(Variant.RELAND, Variant.RELAND_CAUSAL, Variant.RELAND_PLUS);

  private final Map<Cell, Map<String, Double>> facts;
  private final String configured;

  private Decisions(Map<Cell, Map<String, Double>> facts, String configured) {
    this.facts = facts;
    this.configured = configured;
  }

  /** One row a cell. */
  static List<Results.ValidationRow> rows(StepContext context, Measurements measured)
      throws IOException {
    @Nullable Object by =
        context.has(Artifacts.MATCHES) ? context.read(Artifacts.MATCHES).config().get("by") : null;
    return rows(measured.facts(), by == null ? "as configured" : by + ", as configured");
  }

  /**
   * The same from what training stated.
   *
   * @param configured name of the configuration's matching
   */
  static List<Results.ValidationRow> rows(Map<Cell, Map<String, Double>> facts, String configured) {
    Decisions decisions = new Decisions(facts, configured);
    return facts.keySet().stream().map(decisions::row).toList();
  }

  private Results.ValidationRow row(Cell cell) {
    Map<String, Double> stated = facts.getOrDefault(cell, Map.of());
    @Nullable Double used = stated.get("fusion_used");
    @Nullable Boolean isFused = used == null ? null : used > 0;
    Cell kept = Boolean.FALSE.equals(isFused) ? base(cell) : cell;
    return new Results.ValidationRow(
        cell.backbone(),
        cell.variant(),
        cell.repetition(),
        stated.get("validation_ndcg10"),
        epoch(facts.getOrDefault(kept, Map.of())),
        stated.get("feature_weight"),
        isFused,
        stated.get("rationale_weight"),
        matching(stated.get("matching")));
  }

  /** Where none was chosen, the last counts. */
  private static @Nullable Integer epoch(Map<String, Double> stated) {
    double best = stated.getOrDefault("best_epoch", 0.0);
    @Nullable Double epoch = best > 0 ? (Double) best : stated.get("epochs");
    return epoch == null ? null : (Integer) epoch.intValue();
  }

  private static Cell base(Cell cell) {
    Variant base = Variant.of(cell.variant()).features() ? Variant.FEATURES : Variant.ID_ONLY;
    return new Cell(cell.backbone(), base.id(), cell.repetition());
  }

  /** The order is that of {@code train.Cells.alternatives}, behind the configuration's. */
  private @Nullable String matching(@Nullable Double number) {
    if (number == null) {
      return null;
    }
    return switch (number.intValue()) {
      case 0 -> configured;
      case 1 -> "both, the nearest";
      default -> "both, mean of five";
    };
  }

  /**
   * The best of each backbone by the mean over repetitions, among those that were measured in as
   * many as any; none where training looked at no validation item.
   */
  static List<Results.PreferredRow> preferred(List<Results.ValidationRow> rows) {
    Map<String, List<Results.PreferredRow>> candidates = new LinkedHashMap<>();
    for (Results.ValidationRow row : rows) {
      candidates.computeIfAbsent(row.backbone(), b -> new ArrayList<>());
    }
    candidates.forEach(
        (backbone, means) ->
            RELAND_ROWS.forEach(
                variant -> {
                  double[] values =
                      rows.stream()
                          .filter(row -> row.backbone().equals(backbone))
                          .filter(row -> row.variant().equals(variant.id()))
                          .filter(row -> row.ndcg10() != null)
                          .mapToDouble(row -> Objects.requireNonNull(row.ndcg10()))
                          .toArray();
                  if (values.length > 0) {
                    double mean = Arrays.stream(values).average().orElseThrow();
                    means.add(
                        new Results.PreferredRow(backbone, variant.id(), values.length, mean));
                  }
                }));
    return candidates.values().stream().flatMap(means -> best(means).stream()).toList();
  }

  private static Optional<Results.PreferredRow> best(List<Results.PreferredRow> means) {
    int most = means.stream().mapToInt(Results.PreferredRow::repetitions).max().orElse(0);
    return means.stream()
        .filter(mean -> mean.repetitions() == most)
        .reduce((a, b) -> b.validation_ndcg10() > a.validation_ndcg10() ? b : a);
  }
}
