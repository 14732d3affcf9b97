package org.reland.recommend.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Parameter;
import org.reland.kit.artifact.Split;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.TableInput;
import org.reland.linalg.Parallel;
import org.reland.linalg.TopK;
import org.reland.recommend.backbone.Backbones;
import org.reland.recommend.data.Cell;
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

  private final Map<Integer, Set<Integer>> known = new HashMap<>();
  private final Map<Integer, Set<Integer>> test = new HashMap<>();

  private Recommendations() {}

  /** By user; empty where the run has no models or no splits. */
  static Map<Integer, List<Ranking>> read(StepContext context, List<Integer> users, int count)
      throws IOException {
    Map<Integer, List<Ranking>> rankings = new HashMap<>();
    if (users.isEmpty() || !context.has(Artifacts.SPLITS)) {
      return rankings;
    }
    Recommendations items = new Recommendations();
    items.readItems(context, users);
    int[] wanted = users.stream().mapToInt(Integer::intValue).toArray();
    try (Parallel parallel = Parallel.of(context.threads())) {
      for (Map.Entry<Cell, TableInput<Parameter>> model : models(context).entrySet()) {
        Cell cell = model.getKey();
        Ranker ranker =
            Backbones.ranker(cell.backbone(), ModelRows.read(model.getValue()), parallel);
        TopK.Result best =
            ranker.best(
                wanted, count, (query, item) -> items.known.get(wanted[query]).contains(item));
        for (int query = 0; query < wanted.length; query++) {
          rankings
              .computeIfAbsent(wanted[query], u -> new ArrayList<>())
              .add(items.ranking(cell, wanted[query], query, best));
        }
      }
    }
    return rankings;
  }

  /** The first repetition of every backbone and variant, in the order of the results. */
  private static Map<Cell, TableInput<Parameter>> models(StepContext context) {
    Map<Cell, TableInput<Parameter>> all = new TreeMap<>(Measurements.order());
    for (TableInput<Parameter> model : context.collect(Artifacts.MODEL)) {
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

  private void readItems(StepContext context, List<Integer> users) throws IOException {
    Map<Integer, Split> splits = new HashMap<>();
    for (int user : users) {
      known.put(user, new HashSet<>());
      test.put(user, new HashSet<>());
    }
    context
        .read(Artifacts.SPLITS)
        .forEach(
            split -> {
              if (known.containsKey(split.user())) {
                splits.put(split.user(), split);
              }
            });
    context
        .read(Artifacts.INTERACTIONS)
        .forEach(
            row -> {
              Split split = splits.get(row.user());
              if (split != null) {
                boolean isKnown = row.position() < split.cfValidEnd();
                (isKnown ? known : test).get(row.user()).add(row.item());
              }
            });
  }

  private Ranking ranking(Cell cell, int user, int query, TopK.Result best) {
    List<Pick> picks = new ArrayList<>();
    for (int rank = 0; rank < best.k(); rank++) {
      int item = best.id(query, rank);
      if (item >= 0) {
        picks.add(new Pick(item, test.get(user).contains(item)));
      }
    }
    return new Ranking(cell.backbone(), cell.variant(), picks);
  }
}
