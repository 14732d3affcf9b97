package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reland.recommend.data.Variant;

/**
 * What a larger pool returns on validation for what it costs more, and which size that recommends.
 * From no rationales on, the next size is always the one whose additional tokens return most, so
 * that a size which later ones outdo is passed over (the upper convex hull of gain over spending,
 * on which returns diminish). It is worth its tokens while these return at least half of what a
 * token returned on average before them. No size is recommended where none is better than no
 * rationales.
 */
final class SeedReturns {
  /** Of the return so far, what more spending has to return. */
  private static final double LEAST = 0.5;

  /** What is spent is told in the first of these that is known. */
  private enum Unit {
    TOKENS("tokens", 1e6),
    REQUESTS("requests", 1e3),
    SEEDS("seeds", 1e3);

    final String id;

    /** So many of them is what {@code marginal} counts by. */
    final double lot;

    Unit(String id, double lot) {
      this.id = id;
      this.lot = lot;
    }

    long spent(Results.SweepRow row) {
      return switch (this) {
        case TOKENS -> row.tokens();
        case REQUESTS -> row.inferences();
        case SEEDS -> row.seeds();
      };
    }
  }

  /** A size of the pool. */
  private record Point(int seeds, long spent, double ndcg) {}

  private SeedReturns() {}

  /**
   * Of every backbone, the fewest seeds first; none where training looked at no validation item.
   */
  static List<Results.ReturnRow> of(
      List<Results.SweepRow> sweep, List<Results.ValidationRow> validation) {
    List<Results.ReturnRow> rows = new ArrayList<>();
    Unit unit = unit(sweep);
    for (String backbone : sweep.stream().map(Results.SweepRow::backbone).distinct().toList()) {
      List<Results.SweepRow> ofBackbone =
          sweep.stream().filter(row -> row.backbone().equals(backbone)).toList();
      if (ofBackbone.stream().anyMatch(row -> row.validation_ndcg10() == null)) {
        continue;
      }
      List<Point> points = new ArrayList<>();
      withoutRationales(validation, backbone).ifPresent(ndcg -> points.add(new Point(0, 0, ndcg)));
      points.addAll(points(ofBackbone, unit));
      rows.addAll(rows(backbone, unit, points));
    }
    return rows;
  }

  private static Unit unit(List<Results.SweepRow> sweep) {
    for (Unit unit : List.of(Unit.TOKENS, Unit.REQUESTS)) {
      if (sweep.stream().mapToLong(unit::spent).anyMatch(spent -> spent > 0)) {
        return unit;
      }
    }
    return Unit.SEEDS;
  }

  private static OptionalDouble withoutRationales(
      List<Results.ValidationRow> validation, String backbone) {
    return validation.stream()
        .filter(row -> row.backbone().equals(backbone))
        .filter(row -> row.variant().equals(Variant.FEATURES.id()) && row.ndcg10() != null)
        .mapToDouble(row -> Objects.requireNonNull(row.ndcg10()))
        .average();
  }

  private static List<Point> points(List<Results.SweepRow> sweep, Unit unit) {
    Map<Integer, List<Results.SweepRow>> sizes = new TreeMap<>();
    sweep.forEach(row -> sizes.computeIfAbsent(row.seeds(), s -> new ArrayList<>()).add(row));
    List<Point> points = new ArrayList<>();
    sizes.forEach(
        (seeds, rows) ->
            points.add(
                new Point(
                    seeds,
                    unit.spent(rows.getFirst()),
                    // The rows of several cut-offs repeat what validation says of a repetition.
                    rows.stream()
                        .mapToDouble(row -> Objects.requireNonNull(row.validation_ndcg10()))
                        .average()
                        .orElseThrow())));
    return points;
  }

  private static List<Results.ReturnRow> rows(String backbone, Unit unit, List<Point> points) {
    Point recommended = recommended(points);
    List<Results.ReturnRow> rows = new ArrayList<>();
    @Nullable Point before = null;
    for (Point point : points) {
      @Nullable Long additional = before == null ? null : (Long) (point.spent() - before.spent());
      @Nullable Double gain = before == null ? null : (Double) (point.ndcg() - before.ndcg());
      rows.add(
          new Results.ReturnRow(
              backbone,
              Variant.RELAND.id(),
              point.seeds(),
              unit.id,
              point.spent(),
              point.ndcg(),
              additional,
              gain,
              gain == null || additional == null || additional == 0
                  ? null
                  : (Double) (gain / additional * unit.lot),
              point.equals(recommended)));
      before = point;
    }
    return rows;
  }

  private static Point recommended(List<Point> points) {
    Point first = points.getFirst();
    Point reached = first;
    while (true) {
      Point from = reached;
      Optional<Point> next =
          points.stream()
              .filter(point -> point.spent() > from.spent() && point.ndcg() > from.ndcg())
              .max(Comparator.comparingDouble(point -> slope(from, point)));
      if (next.isEmpty()
          || (!from.equals(first) && slope(from, next.get()) < LEAST * slope(first, from))) {
        return reached;
      }
      reached = next.get();
    }
  }

  /** Gain for each unit that is spent more. */
  private static double slope(Point from, Point to) {
    return (to.ndcg() - from.ndcg()) / (to.spent() - from.spent());
  }
}
