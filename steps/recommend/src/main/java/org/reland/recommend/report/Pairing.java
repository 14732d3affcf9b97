package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.reland.recommend.data.Cell;
import org.reland.recommend.data.Variant;
import org.reland.recommend.report.Measurements.PerUser;
import org.reland.recommend.report.Measurements.Protocol;

/**
 * Two variants of a backbone, measured on the same users in the same repetitions.
 *
 * @param users ascending
 * @param ours of the variant, one a repetition
 * @param theirs of what it is compared with, in the same order
 */
record Pairing(List<Integer> users, List<PerUser> ours, List<PerUser> theirs) {

  /** Of the repetitions that both have; empty where there is none. */
  static Optional<Pairing> of(
      Measurements measured, String backbone, Variant variant, Variant against, Protocol protocol) {
    List<PerUser> ours = new ArrayList<>();
    List<PerUser> theirs = new ArrayList<>();
    for (Map.Entry<Cell, Map<Protocol, PerUser>> entry : measured.perUser().entrySet()) {
      Cell cell = entry.getKey();
      Cell other = new Cell(backbone, against.id(), cell.repetition());
      if (cell.backbone().equals(backbone) && cell.variant().equals(variant.id())) {
        PerUser b = entry.getValue().get(protocol);
        PerUser a = measured.perUser().getOrDefault(other, Map.of()).get(protocol);
        if (a != null && b != null && a.users().equals(b.users())) {
          ours.add(b);
          theirs.add(a);
        }
      }
    }
    return ours.isEmpty()
        ? Optional.empty()
        : Optional.of(new Pairing(ours.getFirst().users(), ours, theirs));
  }

  /** By user, the mean over repetitions. */
  static double[] meanOfUsers(List<PerUser> repetitions, Function<PerUser, List<Float>> metric) {
    double[][] values = values(repetitions, metric);
    double[] means = new double[values[0].length];
    for (double[] repetition : values) {
      for (int u = 0; u < means.length; u++) {
        means[u] += repetition[u] / values.length;
      }
    }
    return means;
  }

  /** By repetition, the mean over users. */
  static double[] meanOfRepetitions(
      List<PerUser> repetitions, Function<PerUser, List<Float>> metric) {
    return Arrays.stream(values(repetitions, metric))
        .mapToDouble(r -> Arrays.stream(r).average().orElse(0))
        .toArray();
  }

  /** Repetitions x users. */
  private static double[][] values(
      List<PerUser> repetitions, Function<PerUser, List<Float>> metric) {
    return repetitions.stream()
        .map(r -> metric.apply(r).stream().mapToDouble(Float::doubleValue).toArray())
        .toArray(double[][]::new);
  }
}
