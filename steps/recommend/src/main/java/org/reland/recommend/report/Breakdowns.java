package org.reland.recommend.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.step.StepContext;
import org.reland.recommend.data.ActivityQuartiles;
import org.reland.recommend.data.CollaborativeData;
import org.reland.recommend.data.ItemCategories;
import org.reland.recommend.data.SequentialData;
import org.reland.recommend.data.TargetGroups;
import org.reland.recommend.data.UserItems;
import org.reland.recommend.data.Variant;
import org.reland.recommend.report.Measurements.PerUser;
import org.reland.recommend.report.Measurements.Protocol;
import org.reland.recommend.statistics.Difference;
import org.reland.recommend.statistics.PairedTest;

/**
 * Whom the rationale helps: what ReLand's variants gain over the same model without rationales,
 * among users of like activity and among those with like held-out items.
 */
final class Breakdowns {
  private final Measurements measured;
  private final int cutoff;
  private final List<Results.BreakdownRow> rows = new ArrayList<>();

  private Breakdowns(Measurements measured, int cutoff) {
    this.measured = measured;
    this.cutoff = cutoff;
  }

  /** Empty where the run has no splits. */
  static List<Results.BreakdownRow> read(StepContext context, Measurements measured, int cutoff)
      throws IOException {
    if (!context.has(Artifacts.SPLITS)) {
      return List.of();
    }
    Map<String, TreeSet<Protocol>> protocolsOf = new TreeMap<>();
    measured
        .perUser()
        .forEach(
            (cell, values) ->
                protocolsOf
                    .computeIfAbsent(cell.backbone(), b -> new TreeSet<>())
                    .addAll(values.keySet()));
    Map<String, Map<String, BitSet>> groups = new HashMap<>();
    Breakdowns breakdowns = new Breakdowns(measured, cutoff);
    for (Map.Entry<String, TreeSet<Protocol>> backbone : protocolsOf.entrySet()) {
      for (Protocol protocol : backbone.getValue()) {
        if (!groups.containsKey(protocol.name())) {
          groups.put(protocol.name(), groups(context, protocol.name()));
        }
        for (Variant variant : Decisions.RELAND_ROWS) {
          breakdowns.add(backbone.getKey(), variant, protocol, groups.get(protocol.name()));
        }
      }
    }
    return breakdowns.rows;
  }

  /** By name, in the order in which they are shown. */
  private static Map<String, BitSet> groups(StepContext context, String protocol)
      throws IOException {
    UserItems train;
    UserItems heldOut;
    if (protocol.equals("sr")) {
      SequentialData data = SequentialData.read(context);
      train = data.train().sets();
      heldOut = data.test();
    } else {
      CollaborativeData data = CollaborativeData.read(context);
      train = data.train();
      heldOut = data.test();
    }
    Map<String, BitSet> groups = new LinkedHashMap<>();
    List<int[]> levels = ActivityQuartiles.of(train);
    for (int level = 0; level < levels.size(); level++) {
      BitSet members = new BitSet();
      IntStream.of(levels.get(level)).forEach(members::set);
      groups.put(ActivityQuartiles.LEVELS.get(level), members);
    }
    int[] categories = ItemCategories.of(context.read(Artifacts.ITEMS).list());
    groups.putAll(TargetGroups.of(train, heldOut, categories));
    return groups;
  }

  private void add(
      String backbone, Variant variant, Protocol protocol, Map<String, BitSet> groups) {
    Optional<Pairing> pairing = Pairing.of(measured, backbone, variant, Variant.FEATURES, protocol);
    if (pairing.isEmpty()) {
      return;
    }
    double[] ours = Pairing.meanOfUsers(pairing.get().ours(), PerUser::ndcg);
    double[] theirs = Pairing.meanOfUsers(pairing.get().theirs(), PerUser::ndcg);
    List<Integer> users = pairing.get().users();
    groups.forEach(
        (name, members) -> {
          int[] at =
              IntStream.range(0, users.size()).filter(n -> members.get(users.get(n))).toArray();
          double[] a = IntStream.of(at).mapToDouble(n -> theirs[n]).toArray();
          double[] b = IntStream.of(at).mapToDouble(n -> ours[n]).toArray();
          @Nullable Difference difference = PairedTest.difference(a, b).orElse(null);
          double against = Arrays.stream(a).average().orElse(0);
          rows.add(
              new Results.BreakdownRow(
                  backbone,
                  variant.id(),
                  Variant.FEATURES.id(),
                  protocol.name(),
                  protocol.masked(),
                  "ndcg@" + cutoff,
                  name,
                  at.length,
                  Arrays.stream(b).average().orElse(0),
                  against,
                  difference == null ? null : (Double) difference.mean(),
                  difference == null ? null : (Double) difference.low(),
                  difference == null ? null : (Double) difference.high(),
                  difference == null ? null : (Double) difference.p(),
                  difference == null || against == 0
                      ? null
                      : (Double) (difference.mean() / against)));
        });
  }
}
