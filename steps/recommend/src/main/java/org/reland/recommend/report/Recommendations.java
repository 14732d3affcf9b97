package org.reland.recommend.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Parameter;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.TableInput;
import org.reland.linalg.Parallel;
import org.reland.linalg.TopK;
import org.reland.recommend.backbone.Backbones;
import org.reland.recommend.data.Cell;
import org.reland.recommend.data.CollaborativeData;
import org.reland.recommend.data.Histories;
import org.reland.recommend.data.SequentialData;
import org.reland.recommend.data.UserItems;
import org.reland.recommend.model.ModelRows;
import org.reland.recommend.ranking.Ranker;

/**
 * What the variants recommend to a few users: the head of the ranking that is measured, of the
 * first repetition, without what the user has in training or validation.
 */
final class Recommendations {
  /**
   * The head of one variant's ranking.
   *
   * @param picks best first
   */
  record Ranking(String backbone, String variant, List<Pick> picks) {}

  /** A recommended item, and whether the user came to it in the test part. */
  record Pick(int item, boolean isHit) {}

  /**
   * What is known of the users before their test items.
   *
   * @param histories in the order of time; empty where order is not looked at
   * @param known sets that rankings leave out
   */
  private record Seen(Histories histories, List<UserItems> known, UserItems test) {
    static Seen by(String backbone, StepContext context) throws IOException {
      if (Backbones.isSequential(backbone)) {
        SequentialData data = SequentialData.read(context);
        return new Seen(data.beforeTest(), List.of(data.beforeTest().sets()), data.test());
      }
      CollaborativeData data = CollaborativeData.read(context);
      return new Seen(Histories.of(new int[0][]), List.of(data.train(), data.valid()), data.test());
    }

    boolean isKnown(int user, int item) {
      return known.stream().anyMatch(set -> set.contains(user, item));
    }
  }

  private Recommendations() {}

  /** By user; empty where the run has no models or no splits. */
  static Map<Integer, List<Ranking>> read(StepContext context, List<Integer> users, int count)
      throws IOException {
    Map<Integer, List<Ranking>> rankings = new HashMap<>();
    if (users.isEmpty() || !context.has(Artifacts.SPLITS)) {
      return rankings;
    }
    Map<Boolean, Seen> seenBy = new HashMap<>();
    int[] wanted = users.stream().mapToInt(Integer::intValue).toArray();
    try (Parallel parallel = Parallel.of(context.threads())) {
      for (Map.Entry<Cell, TableInput<Parameter>> model : models(context).entrySet()) {
        Cell cell = model.getKey();
        boolean sequential = Backbones.isSequential(cell.backbone());
        if (!seenBy.containsKey(sequential)) {
          seenBy.put(sequential, Seen.by(cell.backbone(), context));
        }
        Seen seen = Objects.requireNonNull(seenBy.get(sequential));
        Ranker ranker =
            Backbones.ranker(
                cell.backbone(), ModelRows.read(model.getValue()), seen.histories(), parallel);
        TopK.Result best =
            ranker.best(wanted, count, (query, item) -> seen.isKnown(wanted[query], item));
        for (int query = 0; query < wanted.length; query++) {
          rankings
              .computeIfAbsent(wanted[query], u -> new ArrayList<>())
              .add(ranking(cell, wanted[query], query, best, seen));
        }
      }
    }
    return rankings;
  }

  /** The first repetition of every backbone and variant, in the order of the results. */
  private static Map<Cell, TableInput<Parameter>> models(StepContext context) {
    Map<Cell, TableInput<Parameter>> all = new TreeMap<>(Measurements.order());
    for (TableInput<Parameter> model : context.collect(Artifacts.MODEL)) {
      if (!Measurements.isWhole(model)) {
        continue;
      }
      all.put(Measurements.cell(model), model);
    }
    Map<Cell, TableInput<Parameter>> first = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    all.forEach(
        (cell, model) -> {
          if (seen.add(cell.backbone() + " " + cell.variant())) {
            first.put(cell, model);
          }
        });
    return first;
  }

  private static Ranking ranking(Cell cell, int user, int query, TopK.Result best, Seen seen) {
    List<Pick> picks = new ArrayList<>();
    for (int rank = 0; rank < best.k(); rank++) {
      int item = best.id(query, rank);
      if (item >= 0) {
        picks.add(new Pick(item, seen.test().contains(user, item)));
      }
    }
    return new Ranking(cell.backbone(), cell.variant(), picks);
  }
}
