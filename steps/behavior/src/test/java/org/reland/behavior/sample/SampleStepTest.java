package org.reland.behavior.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Behavior;
import org.reland.kit.artifact.ClusterMember;
import org.reland.kit.artifact.HistoryEntry;
import org.reland.kit.artifact.Seed;
import org.reland.kit.artifact.User;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.testing.StepHarness;

final class SampleStepTest {
  private static final int USERS = 40;

  @TempDir Path folder;

  /** Of user 5 the encoder knows nothing. */
  private StepHarness harness() {
    List<User> users = new ArrayList<>();
    List<Behavior> behaviors = new ArrayList<>();
    List<ClusterMember> clusters = new ArrayList<>();
    List<HistoryEntry> history = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      users.add(new User(user, "user" + user));
      behaviors.add(new Behavior(user, user == 5 ? 0 : 2, new float[3]));
      clusters.add(new ClusterMember(user, user % 4, user));
      history.add(new HistoryEntry(user, 0, 0, 0));
    }
    return StepHarness.in(folder.resolve("store"))
        .given(Artifacts.USERS, users)
        .given(Artifacts.BEHAVIORS, behaviors)
        .given(Artifacts.CLUSTERS, clusters)
        .given(Artifacts.HISTORY, history);
  }

  private List<Seed> fixed(String lines) throws IOException {
    Path file = folder.resolve("seeds.jsonl");
    Files.writeString(file, lines);
    StepHarness harness = harness();
    harness.run(new SampleStep(), Map.of("strategy", "fixed", "file", file.toString()));
    return harness.rows(Artifacts.SEEDS);
  }

  @ParameterizedTest
  @CsvSource({"adaptive", "uniform"})
  void drawsATenthOfTheUsersWithTheirIdsAndClusters(String strategy) {
    StepHarness harness = harness();
    harness.run(new SampleStep(), Map.of("strategy", strategy));
    List<Seed> seeds = harness.rows(Artifacts.SEEDS);
    assertEquals(4, seeds.size());
    for (int order = 0; order < seeds.size(); order++) {
      Seed seed = seeds.get(order);
      assertEquals(order, seed.order());
      assertEquals("user" + seed.user(), seed.id());
      assertEquals(seed.user() % 4, seed.cluster());
    }
  }

  @ParameterizedTest
  @CsvSource({"22363, 2236", "6040, 604", "3, 1"})
  void theNumberOfSeedsIsTheFloorOfATenth(int users, int seeds) {
    assertEquals(seeds, new SampleConfig("adaptive", 0, 0.1, "").sizeOf(users));
  }

  @Test
  void everybodyMayBeASeedButThoseOfWhomNothingIsKnown() {
    StepHarness harness = harness();
    harness.run(new SampleStep(), Map.of("size", "39"));
    assertTrue(harness.rows(Artifacts.SEEDS).stream().noneMatch(seed -> seed.user() == 5));
    ConfigurationException e =
        assertThrows(
            ConfigurationException.class,
            () -> harness().run(new SampleStep(), Map.of("size", "40")));
    assertTrue(e.getMessage().contains("40 seed users wanted, but only 39 of 40"), e.getMessage());
  }

  @Test
  void takesTheUsersOfAFileInItsOrder() throws IOException {
    assertEquals(
        List.of(
            new Seed(0, 7, "user7", "importance", 3),
            new Seed(1, 2, "user2", "fixed", 2),
            new Seed(2, 30, "user30", "fixed", 2)),
        fixed(
            """
            {"user_id": "user7", "strategy": "importance", "cluster": 99}
            {"user_id": "user2"}

            user30
            """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user1;user9;user1 | seeds.jsonl:3: user user1 is in line 1 already",
        "user1;{\"id\": 3} | seeds.jsonl:2: lacks the member \"user_id\"",
        "{\"user_id\": | seeds.jsonl:1: not a JSON object",
        "user1;eve;mallory | 2 of the 3 users are not in the data, for example eve, mallory",
        "'' | names no seed user",
      })
  void saysWhatIsWrongWithTheFile(String lines, String message) {
    BadDataException e =
        assertThrows(BadDataException.class, () -> fixed(lines.replace(';', '\n')));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void uniformSeedsAreAsManyAsAFileNames() throws IOException {
    Path file = Files.writeString(folder.resolve("named.txt"), "user1\nuser2\nuser3\n");
    StepHarness harness = harness();
    harness.run(new SampleStep(), Map.of("strategy", "uniform", "file", file.toString()));
    List<Seed> seeds = harness.rows(Artifacts.SEEDS);
    assertEquals(3, seeds.size());
    assertTrue(seeds.stream().allMatch(seed -> seed.strategy().equals("uniform")));
  }

  @Test
  void aFileBelongsToTheStrategyFixed() {
    ConfigurationException e =
        assertThrows(
            ConfigurationException.class,
            () -> harness().run(new SampleStep(), Map.of("strategy", "fixed")));
    assertTrue(e.getMessage().contains("sample.file: must be the path"), e.getMessage());
  }
}
