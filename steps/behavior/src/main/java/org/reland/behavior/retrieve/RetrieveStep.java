package org.reland.behavior.retrieve;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.reland.behavior.index.HistoryContent;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Behavior;
import org.reland.kit.artifact.Match;
import org.reland.kit.step.Step;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.StepSpec;
import org.reland.kit.step.TableWriter;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.TopK;

/**
 * Gives every user of a shard the rationales of the seeds nearest to it (Eq. 3). A user of whom
 * nothing is known gets the fallback, a match without a seed.
 */
public final class RetrieveStep implements Step<RetrieveConfig> {
  /** Users whose vectors are in memory as a matrix at a time. */
  private static final int BATCH = 8192;

  @Override
  public StepSpec<RetrieveConfig> spec() {
    return StepSpec.of("retrieve", 1, RetrieveConfig.class)
        .reads(
            Artifacts.BEHAVIORS,
            Artifacts.HISTORY,
            Artifacts.USERS,
            Artifacts.ITEMS,
            Artifacts.ITEM_VECTORS,
            Artifacts.POOL)
        .writes(Artifacts.MATCHES)
        .shardedBy(Artifacts.BEHAVIORS)
        .needs(512, true)
        .build();
  }

  @Override
  public void run(RetrieveConfig config, StepContext context) throws IOException {
    Comparison comparison = Comparison.of(config.by());
    List<Behavior> behaviors = context.readShard(Artifacts.BEHAVIORS).list();
    SeedVectors pool = SeedVectors.read(comparison, context);
    context
        .progress()
        .plan(
            "find the nearest %d of %,d seeds for %,d users, by %s"
                .formatted(config.k(), pool.ids().size(), behaviors.size(), config.by()));
    Map<Integer, String> ids = ids(behaviors, context);
    HistoryContent content = content(comparison, ids, context);
    double similarity = 0;
    int fallback = 0;
    try (Parallel parallel = Parallel.of(context.threads())) {
      NearestSeeds seeds = pool.among(parallel);
      for (int from = 0; from < behaviors.size(); from += BATCH) {
        List<Behavior> batch = behaviors.subList(from, Math.min(behaviors.size(), from + BATCH));
        List<String> users = batch.stream().map(row -> ids.get(row.user())).toList();
        Matrix vectors =
            SeedVectors.rows(
                batch.stream()
                    .map(row -> comparison.vector(row.vector(), content.of(row.user())))
                    .toList());
        TopK.Result nearest = seeds.search(users, vectors, config.k(), config.excludeSelf());
        for (int u = 0; u < users.size(); u++) {
          if (nearest.id(u, 0) < 0) {
            fallback++;
          } else {
            similarity += nearest.score(u, 0);
          }
          write(users.get(u), u, nearest, seeds, context.write(Artifacts.MATCHES));
        }
        context.progress().advance(from + batch.size(), behaviors.size(), "users");
      }
    }
    context.fact("users", behaviors.size());
    context.fact("fallback", fallback);
    context.fact("similarity_sum", similarity);
  }

  private static void write(
      String user, int query, TopK.Result nearest, NearestSeeds seeds, TableWriter<Match> matches)
      throws IOException {
    if (nearest.id(query, 0) < 0) {
      matches.write(new Match(user, 0, null, 0));
      return;
    }
    for (int rank = 0; rank < nearest.k() && nearest.id(query, rank) >= 0; rank++) {
      String seed = seeds.seed(nearest.id(query, rank));
      matches.write(new Match(user, rank, seed, nearest.score(query, rank)));
    }
  }

  private static Map<Integer, String> ids(List<Behavior> behaviors, StepContext context)
      throws IOException {
    Map<Integer, String> ids = new HashMap<>();
    behaviors.forEach(row -> ids.put(row.user(), ""));
    context.read(Artifacts.USERS).forEach(user -> ids.replace(user.user(), user.id()));
    return ids;
  }

  private static HistoryContent content(
      Comparison comparison, Map<Integer, String> ids, StepContext context) throws IOException {
    return comparison.needsContent()
        ? HistoryContent.of(
            context.readShard(Artifacts.HISTORY),
            context.read(Artifacts.ITEM_VECTORS),
            context.read(Artifacts.ITEMS),
            ids::containsKey)
        : HistoryContent.none();
  }
}
