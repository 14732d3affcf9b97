package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.reland.recommend.data.Variant;
import org.reland.recommend.report.Measurements.PerUser;
import org.reland.recommend.report.Measurements.Protocol;
import org.reland.recommend.statistics.Effect;
import org.reland.recommend.statistics.Holm;
import org.reland.recommend.statistics.PairedTest;

/**
 * Every variant against ID-only, and ReLand also against what it stands on, its control and its
 * ablations. Only repetitions that both sides have are compared.
 */
final class Comparisons {
  private static final List<Variant[]> PAIRS =
      List.of(
          pair(Variant.FEATURES, Variant.ID_ONLY),
          pair(Variant.RELAND, Variant.ID_ONLY),
          pair(Variant.RELAND, Variant.FEATURES),
          pair(Variant.RELAND, Variant.RELAND_SHUFFLED),
          pair(Variant.RELAND, Variant.SEED_BEHAVIOR),
          pair(Variant.RELAND, Variant.OWN_WORDS),
          pair(Variant.RELAND_CAUSAL, Variant.ID_ONLY),
          pair(Variant.RELAND_CAUSAL, Variant.FEATURES),
          pair(Variant.RELAND_CAUSAL, Variant.RELAND),
          pair(Variant.RELAND_PLUS, Variant.ID_ONLY),
          pair(Variant.RELAND_PLUS, Variant.FEATURES),
          pair(Variant.RELAND_PLUS, Variant.RELAND),
          pair(Variant.RELAND_PLUS, Variant.OWN_WORDS),
          pair(Variant.RELAND_SHUFFLED, Variant.FEATURES),
          pair(Variant.SEED_BEHAVIOR, Variant.FEATURES),
          pair(Variant.OWN_WORDS, Variant.FEATURES),
          pair(Variant.RELAND, Variant.RELAND_NO_FEATURES),
          pair(Variant.RELAND, Variant.RELAND_UNIFORM),
          pair(Variant.RELAND, Variant.RELAND_DIRECT));

  private final Measurements measured;
  private final int cutoff;

  Comparisons(Measurements measured, int cutoff) {
    this.measured = measured;
    this.cutoff = cutoff;
  }

  private static Variant[] pair(Variant variant, Variant against) {
    return new Variant[] {variant, against};
  }

  List<Results.TestRow> rows() {
    List<Results.TestRow> rows = new ArrayList<>();
    Set<String> backbones = new TreeSet<>();
    Set<Protocol> protocols = new TreeSet<>();
    measured
        .perUser()
        .forEach(
            (cell, values) -> {
              backbones.add(cell.backbone());
              protocols.addAll(values.keySet());
            });
    for (String backbone : backbones) {
      for (Variant[] pair : PAIRS) {
        for (Protocol protocol : protocols) {
          compare(backbone, pair[0], pair[1], protocol, rows);
        }
      }
    }
    return adjusted(rows);
  }

  private static List<Results.TestRow> adjusted(List<Results.TestRow> rows) {
    Map<String, List<Results.TestRow>> claims =
        rows.stream().collect(Collectors.groupingBy(Results.TestRow::claim));
    Map<Results.TestRow, Double> adjusted = new HashMap<>();
    claims
        .values()
        .forEach(
            claim -> {
              double[] holm = Holm.adjust(claim.stream().mapToDouble(Results.TestRow::p).toArray());
              for (int n = 0; n < holm.length; n++) {
                adjusted.put(claim.get(n), holm[n]);
              }
            });
    return rows.stream().map(row -> row.withHolm(adjusted.getOrDefault(row, 1.0))).toList();
  }

  private void compare(
      String backbone,
      Variant variant,
      Variant against,
      Protocol protocol,
      List<Results.TestRow> rows) {
    Optional<Pairing> pairing = Pairing.of(measured, backbone, variant, against, protocol);
    if (pairing.isEmpty()) {
      return;
    }
    Map<String, Function<PerUser, List<Float>>> metrics =
        Map.of("ndcg", PerUser::ndcg, "hr", PerUser::hitRatio);
    for (String metric : List.of("ndcg", "hr")) {
      Function<PerUser, List<Float>> values = metrics.get(metric);
      for (String over : List.of("users", "repetitions")) {
        Function<List<PerUser>, double[]> units =
            over.equals("users")
                ? repetitions -> Pairing.meanOfUsers(repetitions, values)
                : repetitions -> Pairing.meanOfRepetitions(repetitions, values);
        PairedTest.of(units.apply(pairing.get().theirs()), units.apply(pairing.get().ours()))
            .ifPresent(
                effect ->
                    rows.add(row(backbone, variant, against, protocol, metric, over, effect)));
      }
    }
  }

  private Results.TestRow row(
      String backbone,
      Variant variant,
      Variant against,
      Protocol protocol,
      String metric,
      String over,
      Effect effect) {
    return new Results.TestRow(
        backbone,
        variant.id(),
        against.id(),
        protocol.name(),
        protocol.masked(),
        metric + "@" + cutoff,
        over,
        effect.units(),
        effect.gain(),
        effect.low(),
        effect.high(),
        effect.p(),
        effect.p());
  }
}
