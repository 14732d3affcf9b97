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

final class RepresentStepTest {
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
    harness.run(new RepresentStep(), Map.of());
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
  void aUserWithoutHistoryGetsAZeroVector() {
    StepHarness harness = harness("unknown");
    harness.run(new EncodeStep(), SMALL);
    Manifest manifest = harness.run(new RepresentStep(), Map.of());
    Behavior unknown = harness.rows(Artifacts.BEHAVIORS).get(17);
    assertEquals(17, unknown.user());
    assertEquals(0, unknown.known());
    assertArrayEquals(new float[8], unknown.vector());
    assertEquals(1.0, manifest.facts().get("users_unknown"));
  }

  /** User 17, who has no history, comes first in a part, or would be its last. */
  @Test
  void vectorsDoNotDependOnTheCutIntoParts() {
    StepHarness whole = harness("whole");
    whole.run(new EncodeStep(), SMALL);
    whole.run(new RepresentStep(), Map.of());
    List<HistoryEntry> all = history();
    for (List<Integer> cuts : List.of(List.of(17), List.of(18), List.of(5, 17, 40))) {
      List<List<HistoryEntry>> parts = new ArrayList<>();
      for (int c = 0; c <= cuts.size(); c++) {
        int from = c == 0 ? 0 : cuts.get(c - 1);
        int until = c == cuts.size() ? USERS : cuts.get(c);
        parts.add(all.stream().filter(e -> e.user() >= from && e.user() < until).toList());
      }
      StepHarness cut =
          StepHarness.in(folder.resolve("cut" + cuts.size() + cuts.getFirst()))
              .given(Artifacts.ENCODER, whole.rows(Artifacts.ENCODER))
              .given(Artifacts.ITEMS, items())
              .givenParts(Artifacts.HISTORY, parts);
      Manifest manifest = cut.run(new RepresentStep(), Map.of());
      assertEquals(parts.size(), manifest.outputs().get("behaviors").parts().size());
      List<Behavior> vectors = cut.rows(Artifacts.BEHAVIORS);
      assertEquals(USERS, vectors.size());
      for (int user = 0; user < USERS; user++) {
        Behavior expected = whole.rows(Artifacts.BEHAVIORS).get(user);
        assertEquals(user, vectors.get(user).user());
        assertArrayEquals(expected.vector(), vectors.get(user).vector());
      }
    }
  }

  @Test
  void anEncoderServesAnotherIngestThatNumbersItsItemsDifferently() {
    StepHarness harness = harness("first");
    harness.run(new EncodeStep(), SMALL);
    harness.run(new RepresentStep(), Map.of());
    List<Item> reversed = new ArrayList<>();
    List<HistoryEntry> renumbered = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      reversed.add(new Item(i, "item" + (ITEMS - 1 - i), "", "", List.of()));
    }
    reversed.add(new Item(ITEMS, "an item that the encoder never saw", "", "", List.of()));
    for (HistoryEntry entry : history()) {
      int item = ITEMS - 1 - entry.item();
      renumbered.add(new HistoryEntry(entry.user(), item, entry.time(), entry.position()));
    }
    renumbered.add(new HistoryEntry(USERS, ITEMS, 0, 0));
    StepHarness later =
        StepHarness.in(folder.resolve("later"))
            .given(Artifacts.ENCODER, harness.rows(Artifacts.ENCODER))
            .given(Artifacts.ITEMS, reversed)
            .given(Artifacts.HISTORY, renumbered);
    later.run(new RepresentStep(), Map.of());
    List<Behavior> vectors = later.rows(Artifacts.BEHAVIORS);
    for (Behavior before : harness.rows(Artifacts.BEHAVIORS)) {
      float[] now = vectors.get(before.user()).vector();
      for (int j = 0; j < now.length; j++) {
        assertEquals(before.vector()[j], now[j], 1e-6);
      }
    }
    assertEquals(0, vectors.get(USERS).known());
  }
}
