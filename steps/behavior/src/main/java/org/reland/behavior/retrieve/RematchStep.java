package org.reland.behavior.retrieve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reland.behavior.encode.BehaviorEncoder;
import org.reland.behavior.encode.UserHistory;
import org.reland.behavior.index.ItemContent;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Behavior;
import org.reland.kit.artifact.PastMatch;
import org.reland.kit.step.Step;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.StepSpec;
import org.reland.linalg.Parallel;
import org.reland.linalg.TopK;

/**
 * Asks for every interaction of a shard's histories which seeds would have been the nearest (Eq. 3)
 * to what came up to it, and to the history without it. A rationale that was retrieved with the
 * very interaction which is to be predicted gives it away; training on these it does not.
 */
public final class RematchStep implements Step<RematchConfig> {
  /** Interactions whose vectors are in memory as matrices at a time. */
  private static final int BATCH = 4096;

  @Override
  public StepSpec<RematchConfig> spec() {
    return StepSpec.of("rematch", 1, RematchConfig.class)
        .reads(
            Artifacts.HISTORY,
            Artifacts.ENCODER,
            Artifacts.USERS,
            Artifacts.ITEMS,
            Artifacts.ITEM_VECTORS,
            Artifacts.POOL)
        .mayRead(Artifacts.ENCODER_WEIGHTS)
        .writes(Artifacts.PAST_MATCHES)
        .shardedBy(Artifacts.HISTORY)
        .needs(512, true)
        .build();
  }

  @Override
  public void run(RematchConfig config, StepContext context) throws IOException {
    List<UserHistory> histories = UserHistory.ofShard(context);
    int total = histories.stream().mapToInt(history -> history.items().length).sum();
    Comparison comparison = Comparison.of(config.by());
    Map<Integer, String> ids = new HashMap<>();
    histories.forEach(history -> ids.put(history.user(), ""));
    context.read(Artifacts.USERS).forEach(user -> ids.replace(user.user(), user.id()));
    try (Parallel parallel = Parallel.of(context.threads())) {
      Search search =
          new Search(
              config.k(),
              comparison,
              BehaviorEncoder.read(context, parallel),
              comparison.needsContent()
                  ? ItemContent.of(
                      context.read(Artifacts.ITEM_VECTORS), context.read(Artifacts.ITEMS))
                  : ItemContent.none(),
              SeedVectors.read(comparison, context).among(parallel),
              context);
      context
          .progress()
          .plan(
              "find the nearest %d seeds at each of %,d interactions, by %s"
                  .formatted(config.k(), total, config.by()));
      int done = 0;
      for (UserHistory history : histories) {
        for (int position = 0; position < history.items().length; position++) {
          search.add(ids.getOrDefault(history.user(), ""), history, position);
          if (search.size() == BATCH) {
            search.write();
          }
          done++;
        }
        context.progress().advance(done, total, "interactions");
      }
      search.write();
    }
    context.fact("interactions", total);
  }

  /** A state of a user: a part of its history. */
  private record State(String user, UserHistory history) {}

  private record Point(int user, int item, int position) {}

  /** Gathers states and searches for many at once. */
  private static final class Search {
    private final int k;
    private final Comparison comparison;
    private final BehaviorEncoder encoder;
    private final ItemContent content;
    private final NearestSeeds seeds;
    private final StepContext context;
    private final List<Point> points = new ArrayList<>();
    private final List<State> upTo = new ArrayList<>();
    private final List<State> without = new ArrayList<>();

    Search(
        int k,
        Comparison comparison,
        BehaviorEncoder encoder,
        ItemContent content,
        NearestSeeds seeds,
        StepContext context) {
      this.k = k;
      this.comparison = comparison;
      this.encoder = encoder;
      this.content = content;
      this.seeds = seeds;
      this.context = context;
    }

    int size() {
      return points.size();
    }

    void add(String id, UserHistory history, int position) {
      int[] items = history.items();
      points.add(new Point(history.user(), items[position], position));
      upTo.add(state(id, history.user(), Arrays.copyOf(items, position + 1)));
      without.add(
          state(
              id,
              history.user(),
              Arrays.stream(items).filter(item -> item != items[position]).toArray()));
    }

    private static State state(String id, int user, int[] items) {
      return new State(id, new UserHistory(user, items));
    }

    void write() throws IOException {
      if (points.isEmpty()) {
        return;
      }
      TopK.Result first = nearest(upTo);
      TopK.Result second = nearest(without);
      for (int n = 0; n < points.size(); n++) {
        Point point = points.get(n);
        int rank = 0;
        while (rank < k && (rank == 0 || first.id(n, rank) >= 0 || second.id(n, rank) >= 0)) {
          context
              .write(Artifacts.PAST_MATCHES)
              .write(
                  new PastMatch(
                      point.user,
                      point.item,
                      point.position,
                      rank,
                      seed(first, n, rank),
                      similarity(first, n, rank),
                      seed(second, n, rank),
                      similarity(second, n, rank)));
          rank++;
        }
      }
      points.clear();
      upTo.clear();
      without.clear();
    }

    private TopK.Result nearest(List<State> states) {
      List<UserHistory> histories = states.stream().map(State::history).toList();
      List<Behavior> behaviors = encoder.encode(histories);
      List<float[]> vectors = new ArrayList<>();
      for (int n = 0; n < histories.size(); n++) {
        float[] words = content.mean(histories.get(n).items());
        vectors.add(comparison.vector(behaviors.get(n).vector(), words));
      }
      List<String> users = states.stream().map(State::user).toList();
      return seeds.search(users, SeedVectors.rows(vectors), k, true);
    }

    private @Nullable String seed(TopK.Result nearest, int row, int rank) {
      return nearest.id(row, rank) < 0 ? null : seeds.seed(nearest.id(row, rank));
    }

    private static float similarity(TopK.Result nearest, int row, int rank) {
      return nearest.id(row, rank) < 0 ? 0 : nearest.score(row, rank);
    }
  }
}
