package org.reland.recommend.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.CurvePoint;
import org.reland.kit.artifact.Metric;
import org.reland.kit.artifact.UserMetric;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.TableInput;
import org.reland.recommend.data.Cell;
import org.reland.recommend.data.Variant;

/**
 * What was measured of every cell that came to an end. A cell whose training failed is simply not
 * among it.
 *
 * @param metrics means, by cell
 * @param perUser values at the reported cut-off by cell and protocol
 * @param curves training curves, by cell
 * @param facts what train stated about the cell
 * @param smaller cells whose pool is a part of the whole one, apart from all others
 */
record Measurements(
    Map<Cell, List<Metric>> metrics,
    Map<Cell, Map<Protocol, PerUser>> perUser,
    Map<Cell, List<CurvePoint>> curves,
    Map<Cell, Map<String, Double>> facts,
    List<SmallerPool> smaller) {

  /**
   * A cell with a smaller pool.
   *
   * @param share of the users that its seeds are
   * @param facts what train stated about it
   */
  record SmallerPool(double share, Cell cell, List<Metric> metrics, Map<String, Double> facts) {}

  /** A cell and the share of the users that the seeds of its pool are. */
  private record Sized(Cell cell, double share) {}

  /** How users were ranked for; unmasked first, as in the paper. */
  record Protocol(String name, boolean masked) implements Comparable<Protocol> {
    @Override
    public int compareTo(Protocol other) {
      return Comparator.comparing(Protocol::name)
          .thenComparing(Protocol::masked)
          .compare(this, other);
    }
  }

  /** Values of the evaluated users, in ascending order of users. */
  record PerUser(List<Integer> users, List<Float> ndcg, List<Float> hitRatio) {}

  /** Backbones by name, variants in the order of the paper's table, repetitions. */
  static Comparator<Cell> order() {
    return Comparator.comparing(Cell::backbone)
        .thenComparing(cell -> Variant.of(cell.variant()))
        .thenComparingInt(Cell::repetition);
  }

  static Measurements read(StepContext context, int cutoff) throws IOException {
    Measurements all =
        new Measurements(
            new TreeMap<>(order()),
            new TreeMap<>(order()),
            new TreeMap<>(order()),
            new TreeMap<>(order()),
            new ArrayList<>());
    Map<Sized, Map<String, Double>> facts = new HashMap<>();
    context
        .collect(Artifacts.CURVE)
        .forEach(input -> facts.put(new Sized(cell(input), share(input)), input.facts()));
    for (TableInput<Metric> input : context.collect(Artifacts.METRICS)) {
      if (isWhole(input)) {
        all.metrics.put(cell(input), input.list());
      } else {
        Sized sized = new Sized(cell(input), share(input));
        all.smaller.add(
            new SmallerPool(
                sized.share(), sized.cell(), input.list(), facts.getOrDefault(sized, Map.of())));
      }
    }
    for (TableInput<UserMetric> input : context.collect(Artifacts.USER_METRICS)) {
      if (isWhole(input)) {
        all.perUser.put(cell(input), perUser(input, cutoff));
      }
    }
    for (TableInput<CurvePoint> input : context.collect(Artifacts.CURVE)) {
      if (isWhole(input)) {
        all.curves.put(cell(input), input.list());
        all.facts.put(cell(input), input.facts());
      }
    }
    return all;
  }

  private static Map<Protocol, PerUser> perUser(TableInput<UserMetric> input, int cutoff)
      throws IOException {
    Map<Protocol, PerUser> protocols = new TreeMap<>();
    input.forEach(
        row -> {
          if (row.k() == cutoff) {
            PerUser values =
                protocols.computeIfAbsent(
                    new Protocol(row.protocol(), row.masked()),
                    p -> new PerUser(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
            values.users.add(row.user());
            values.ndcg.add(row.ndcg());
            values.hitRatio.add(row.hr());
          }
        });
    return protocols;
  }

  private static double share(TableInput<?> input) {
    return Double.parseDouble(input.overrides().getOrDefault("seed_share", "0"));
  }

  /** Whether this is of a cell with the whole pool, or without any. */
  static boolean isWhole(TableInput<?> input) {
    return share(input) == 0;
  }

  /** The cell that the step which wrote this was set to. */
  static Cell cell(TableInput<?> input) {
    Map<String, Object> config = input.config();
    return new Cell(
        config.get("backbone").toString(),
        config.get("variant").toString(),
        Integer.parseInt(config.get("repetition").toString()));
  }
}
