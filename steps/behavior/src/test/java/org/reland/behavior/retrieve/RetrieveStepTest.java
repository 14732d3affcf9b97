package org.reland.behavior.retrieve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Behavior;
import org.reland.kit.artifact.HistoryEntry;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.ItemVector;
import org.reland.kit.artifact.Match;
import org.reland.kit.artifact.PoolEntry;
import org.reland.kit.artifact.User;
import org.reland.kit.store.Manifest;
import org.reland.kit.testing.StepHarness;

final class RetrieveStepTest {
  private static final int USERS = 90;
  private static final int ITEMS = 12;

  @TempDir Path folder;

  private static float[] vector(SplittableRandom random, int length) {
    float[] vector = new float[length];
    for (int j = 0; j < length; j++) {
      vector[j] = (float) random.nextDouble(-1, 1);
    }
    return vector;
  }

  /** Users in so many parts; of user 31 nothing is known; every third user is a seed. */
  private StepHarness harness(String name, int parts) {
    SplittableRandom random = new SplittableRandom(5);
    List<User> users = new ArrayList<>();
    List<List<Behavior>> behaviors = new ArrayList<>();
    List<List<HistoryEntry>> histories = new ArrayList<>();
    List<PoolEntry> pool = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      if (user % (USERS / parts) == 0) {
        behaviors.add(new ArrayList<>());
        histories.add(new ArrayList<>());
      }
      users.add(new User(user, "u" + user));
      float[] behavior = user == 31 ? new float[4] : vector(random, 4);
      behaviors.getLast().add(new Behavior(user, user == 31 ? 0 : 1, behavior));
      int item = random.nextInt(ITEMS);
      if (user != 31) {
        histories.getLast().add(new HistoryEntry(user, item, 0, 0));
      }
      if (user % 3 == 0) {
        pool.add(
            new PoolEntry(
                "u" + user, 0, "uniform", behavior, itemVector(item), new float[6], "", ""));
      }
    }
    List<Item> items = new ArrayList<>();
    List<ItemVector> texts = new ArrayList<>();
    for (int item = 0; item < ITEMS; item++) {
      items.add(new Item(item, "i" + item, "", "", List.of()));
      texts.add(new ItemVector("i" + (ITEMS - 1 - item), itemVector(ITEMS - 1 - item)));
    }
    return StepHarness.in(folder.resolve(name))
        .given(Artifacts.USERS, users)
        .givenParts(Artifacts.BEHAVIORS, behaviors)
        .givenParts(Artifacts.HISTORY, histories)
        .given(Artifacts.ITEMS, items)
        .given(Artifacts.ITEM_VECTORS, texts)
        .given(Artifacts.POOL, pool);
  }

  private static float[] itemVector(int item) {
    return vector(new SplittableRandom(1000L + item), 6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"behavior", "content", "both"})
  void matchesDependNeitherOnShardsNorOnThreads(String by) {
    Map<String, String> config = Map.of("by", by, "k", "3");
    StepHarness whole = harness("whole", 1).threads(1);
    StepHarness sharded = harness("sharded", 5).threads(3);
    Manifest one = whole.run(new RetrieveStep(), config);
    Manifest five = sharded.run(new RetrieveStep(), config);
    List<Match> matches = whole.rows(Artifacts.MATCHES);
    assertEquals(matches, sharded.rows(Artifacts.MATCHES));
    assertEquals(5, five.outputs().get("matches").parts().size());
    assertEquals(1.0, five.facts().get("fallback"));
    assertEquals(90.0, five.facts().get("users"));
    assertEquals(one.facts().get("similarity_sum"), five.facts().get("similarity_sum"), 1e-9);
    assertEquals(
        matches.stream().filter(m -> m.rank() == 0).mapToDouble(Match::similarity).sum(),
        one.facts().get("similarity_sum"),
        1e-6);
    assertEquals(3 * 89 + 1, matches.size());
    assertEquals(new Match("u31", 0, null, 0), matches.get(3 * 31));
  }

  @Test
  void aSeedFindsItselfUnlessThatIsExcluded() {
    StepHarness harness = harness("self", 2);
    harness.run(new RetrieveStep(), Map.of());
    Map<String, Match> own = byUser(harness.rows(Artifacts.MATCHES));
    harness.run(new RetrieveStep(), Map.of("exclude_self", "true"));
    Map<String, Match> others = byUser(harness.rows(Artifacts.MATCHES));
    for (int user = 0; user < USERS; user += 3) {
      String id = "u" + user;
      assertEquals(id, own.get(id).seed());
      assertEquals(1, own.get(id).similarity(), 1e-6);
      assertEquals(false, id.equals(others.get(id).seed()));
    }
  }

  private static Map<String, Match> byUser(List<Match> matches) {
    Map<String, Match> byUser = new HashMap<>();
    matches.forEach(match -> byUser.put(match.user(), match));
    return byUser;
  }
}
