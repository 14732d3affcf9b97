package org.reland.behavior.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.artifact.Artifacts;
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

  @Test
  void theItemTableHoldsWhatOccursInTrainingWithItsDegree() {
    StepHarness harness = harness("table");
    harness.run(new EncodeStep(), SMALL);
    Map<String, Set<Integer>> usersOf = new TreeMap<>();
    for (HistoryEntry entry : history()) {
      usersOf.computeIfAbsent("item" + entry.item(), i -> new HashSet<>()).add(entry.user());
    }
    Map<String, Integer> degrees = new TreeMap<>();
    harness.rows(Artifacts.ENCODER).forEach(row -> degrees.put(row.id(), row.degree()));
    assertEquals(usersOf.keySet(), degrees.keySet());
    usersOf.forEach((item, users) -> assertEquals(users.size(), degrees.get(item)));
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
    assertEquals(one.outputs(), inParts.run(new EncodeStep(), SMALL).outputs());
  }
}
