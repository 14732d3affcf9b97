package org.reland.behavior.retrieve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.EncoderItem;
import org.reland.kit.artifact.HistoryEntry;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.ItemVector;
import org.reland.kit.artifact.PastMatch;
import org.reland.kit.artifact.PoolEntry;
import org.reland.kit.artifact.User;
import org.reland.kit.testing.StepHarness;

/** Each row against the definition: all seeds compared with the part of the history, in double. */
final class RematchStepTest {
  private static final int USERS = 40;
  private static final int ITEMS = 15;

  @TempDir Path folder;

  private final List<EncoderItem> encoder = new ArrayList<>();
  private final List<ItemVector> texts = new ArrayList<>();
  private final List<int[]> histories = new ArrayList<>();
  private final List<PoolEntry> pool = new ArrayList<>();

  @BeforeEach
  void draw() {
    SplittableRandom random = new SplittableRandom(5);
    for (int item = 0; item < ITEMS; item++) {
      encoder.add(new EncoderItem("i" + item, random.nextInt(1, 9), vector(random, 4)));
      texts.add(new ItemVector("i" + item, vector(random, 3)));
    }
    for (int user = 0; user < USERS; user++) {
      histories.add(random.ints(user % 7, 0, ITEMS).toArray());
      if (user % 4 == 1) {
        pool.add(
            new PoolEntry(
                "u" + user,
                0,
                "uniform",
                vector(random, 4),
                vector(random, 3),
                new float[2],
                "",
                ""));
      }
    }
  }

  private static float[] vector(SplittableRandom random, int length) {
    float[] vector = new float[length];
    for (int j = 0; j < length; j++) {
      vector[j] = (float) random.nextDouble(-1, 1);
    }
    return vector;
  }

  private StepHarness harness(String name, int parts) {
    List<User> users = new ArrayList<>();
    List<List<HistoryEntry>> rows = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      if (user % (USERS / parts) == 0) {
        rows.add(new ArrayList<>());
      }
      users.add(new User(user, "u" + user));
      int[] history = histories.get(user);
      for (int position = 0; position < history.length; position++) {
        rows.getLast().add(new HistoryEntry(user, history[position], position, position));
      }
    }
    List<Item> items = new ArrayList<>();
    for (int item = 0; item < ITEMS; item++) {
      items.add(new Item(item, "i" + item, "", "", List.of()));
    }
    return StepHarness.in(folder.resolve(name))
        .given(Artifacts.USERS, users)
        .givenParts(Artifacts.HISTORY, rows)
        .given(Artifacts.ENCODER, encoder)
        .given(Artifacts.ITEMS, items)
        .given(Artifacts.ITEM_VECTORS, texts)
        .given(Artifacts.POOL, pool);
  }

  @ParameterizedTest
  @ValueSource(strings = {"behavior", "content", "both"})
  void everyInteractionFindsTheSeedsOfItsPastAndOfTheRest(String by) {
    StepHarness harness = harness("whole", 2);
    harness.run(new RematchStep(), Map.of("by", by, "k", "2"));
    List<PastMatch> rows = harness.rows(Artifacts.PAST_MATCHES);
    int seen = 0;
    for (int user = 0; user < USERS; user++) {
      int[] history = histories.get(user);
      for (int position = 0; position < history.length; position++) {
        int item = history[position];
        List<String> upTo = nearest(user, Arrays.copyOf(history, position + 1), by);
        List<String> without =
            nearest(user, Arrays.stream(history).filter(i -> i != item).toArray(), by);
        for (int rank = 0; rank < 2; rank++) {
          if (rank == 0 || !upTo.isEmpty() || !without.isEmpty()) {
            PastMatch row = rows.get(seen++);
            assertEquals(List.of(user, item, position, rank), key(row));
            assertEquals(at(upTo, rank), row.upTo());
            assertEquals(at(without, rank), row.without());
          }
        }
      }
    }
    assertEquals(rows.size(), seen);
  }

  private static List<Integer> key(PastMatch row) {
    return List.of(row.user(), row.item(), row.position(), row.rank());
  }

  private static @Nullable String at(List<String> seeds, int rank) {
    return rank < seeds.size() ? seeds.get(rank) : null;
  }

  @Test
  void rowsDependNeitherOnShardsNorOnThreads() {
    StepHarness whole = harness("one", 1).threads(1);
    StepHarness sharded = harness("four", 4).threads(3);
    whole.run(new RematchStep(), Map.of("k", "3"));
    sharded.run(new RematchStep(), Map.of("k", "3"));
    List<PastMatch> rows = whole.rows(Artifacts.PAST_MATCHES);
    assertEquals(rows, sharded.rows(Artifacts.PAST_MATCHES));
  }

  /** The two nearest seeds, none of them the user; empty where the items say nothing. */
  private List<String> nearest(int user, int[] items, String by) {
    if (items.length == 0) {
      return List.of();
    }
    double[] behavior = new double[4];
    for (int item : Arrays.stream(items).distinct().toArray()) {
      for (int j = 0; j < 4; j++) {
        EncoderItem known = encoder.get(item);
        behavior[j] += known.vector()[j] / Math.sqrt(known.degree());
      }
    }
    double[] content = new double[3];
    for (int item : items) {
      for (int j = 0; j < 3; j++) {
        content[j] += texts.get(item).vector()[j];
      }
    }
    return pool.stream()
        .filter(seed -> !seed.seed().equals("u" + user))
        .sorted(
            (a, b) ->
                Double.compare(score(b, behavior, content, by), score(a, behavior, content, by)))
        .limit(2)
        .map(seed -> Objects.requireNonNull(seed.seed()))
        .toList();
  }

  private static double score(PoolEntry seed, double[] behavior, double[] content, String by) {
    return switch (by) {
      case "behavior" -> cosine(seed.behavior(), behavior);
      case "content" -> cosine(seed.content(), content);
      default -> cosine(seed.behavior(), behavior) + cosine(seed.content(), content);
    };
  }

  private static double cosine(float[] a, double[] b) {
    double dot = 0;
    double ofA = 0;
    double ofB = 0;
    for (int j = 0; j < a.length; j++) {
      dot += a[j] * b[j];
      ofA += a[j] * a[j];
      ofB += b[j] * b[j];
    }
    return dot / Math.sqrt(ofA * ofB);
  }
}
