package org.reland.behavior.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Behavior;
import org.reland.kit.artifact.EncoderItem;
import org.reland.kit.artifact.HistoryEntry;
import org.reland.kit.artifact.Item;
import org.reland.kit.store.Manifest;
import org.reland.kit.testing.StepHarness;

final class EncodeStepTest {
  private static final int USERS = 60;
  private static final int ITEMS = 25;
  private static final Map<String, String> SMALL =
      Map.of("epochs", "5", "dimensions", "8", "batch_size", "64");

  @TempDir Path folder;

  /** User 17 has no history; some histories hold an item twice; item 24 is nobody's. */
  private static List<HistoryEntry> history() {
    SplittableRandom random = new SplittableRandom(7);
    List<HistoryEntry> history = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      int length = user == 17 ? 0 : 2 + random.nextInt(6);
      for (int p = 0; p < length; p++) {
        history.add(new HistoryEntry(user, random.nextInt(ITEMS - 1), p, p));
      }
    }
    return history;
  }

  private static List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      items.add(new Item(i, "item" + i, "", "", List.of()));
    }
    return items;
  }

  private StepHarness harness(String name) {
    return StepHarness.in(folder.resolve(name))
        .given(Artifacts.HISTORY, history())
        .given(Artifacts.ITEMS, items());
  }

  /** m_u must be the user's row of the normalised adjacency times the propagated items. */
  @Test
  void anInductiveVectorIsOneMoreHopFromTheItemTable() {
    StepHarness harness = harness("a");
    harness.run(new EncodeStep(), SMALL);
    Map<String, EncoderItem> table = new HashMap<>();
    harness.rows(Artifacts.ENCODER).forEach(row -> table.put(row.id(), row));
    Map<Integer, Set<Integer>> itemsOf = new HashMap<>();
    Map<Integer, Set<Integer>> usersOf = new HashMap<>();
    for (HistoryEntry entry : history()) {
      itemsOf.computeIfAbsent(entry.user(), u -> new HashSet<>()).add(entry.item());
      usersOf.computeIfAbsent(entry.item(), i -> new HashSet<>()).add(entry.user());
    }
    List<Behavior> behaviors = harness.rows(Artifacts.BEHAVIORS);
    assertEquals(USERS, behaviors.size());
    for (Behavior behavior : behaviors) {
      Set<Integer> own = itemsOf.getOrDefault(behavior.user(), Set.of());
      double[] expected = new double[8];
      for (int item : own) {
        double weight = 1 / Math.sqrt((double) own.size() * usersOf.get(item).size());
        for (int j = 0; j < expected.length; j++) {
          expected[j] += weight * table.get("item" + item).vector()[j];
        }
      }
      for (int j = 0; j < expected.length; j++) {
        assertEquals(expected[j], behavior.vector()[j], 1e-6);
      }
      assertEquals(own.size(), behavior.known());
    }
    assertEquals(usersOf.size(), table.size());
  }

  @Test
  void aUserWithoutHistoryGetsAZeroVectorEitherWay() {
    for (String vectors : List.of("inductive", "transductive")) {
      Map<String, String> config = new HashMap<>(SMALL);
      config.put("vectors", vectors);
      StepHarness harness = harness(vectors);
      Manifest manifest = harness.run(new EncodeStep(), config);
      Behavior unknown = harness.rows(Artifacts.BEHAVIORS).get(17);
      assertEquals(17, unknown.user());
      assertEquals(0, unknown.known());
      assertArrayEquals(new float[8], unknown.vector());
      assertEquals(1.0, manifest.facts().get("users_unknown"));
    }
  }

  @Test
  void bytesDependNeitherOnThreadsNorOnTheCutIntoParts() {
    Manifest one = harness("one").threads(1).run(new EncodeStep(), SMALL);
    Manifest three = harness("three").threads(3).run(new EncodeStep(), SMALL);
    assertEquals(one.outputs(), three.outputs());

    List<HistoryEntry> all = history();
    List<List<HistoryEntry>> parts =
        List.of(
            all.stream().filter(e -> e.user() < 20).toList(),
            all.stream().filter(e -> e.user() >= 20).toList());
    StepHarness inParts =
        StepHarness.in(folder.resolve("parts"))
            .givenParts(Artifacts.HISTORY, parts)
            .given(Artifacts.ITEMS, items());
    Manifest two = inParts.run(new EncodeStep(), SMALL);
    assertEquals(
        List.of(20L, 40L),
        two.outputs().get("behaviors").parts().stream().map(Manifest.Part::rows).toList());
    assertEquals(one.outputs().get("encoder"), two.outputs().get("encoder"));
  }
}
