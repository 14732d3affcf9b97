package org.reland.behavior.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Behavior;
import org.reland.kit.artifact.HistoryEntry;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.ItemVector;
import org.reland.kit.artifact.PoolEntry;
import org.reland.kit.artifact.Rationale;
import org.reland.kit.artifact.RationaleVector;
import org.reland.kit.artifact.Seed;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.store.Manifest;
import org.reland.kit.testing.StepHarness;

final class IndexStepTest {
  @TempDir Path folder;

  private static Rationale rationale(String id, String status) {
    return new Rationale(id, status, "likes " + id, List.of(), List.of(), "step 2", "text");
  }

  private StepHarness harness(List<Rationale> rationales) {
    return StepHarness.in(folder)
        .given(
            Artifacts.SEEDS,
            List.of(
                new Seed(0, 2, "c", "importance", 8),
                new Seed(1, 0, "a", "representative", 9),
                new Seed(2, 1, "b", "fixed", 7)))
        .given(
            Artifacts.BEHAVIORS,
            List.of(
                new Behavior(0, 2, new float[] {1, 0}),
                new Behavior(1, 1, new float[] {0, 1}),
                new Behavior(2, 1, new float[] {2, 2})))
        .given(
            Artifacts.HISTORY,
            List.of(
                new HistoryEntry(0, 0, 0, 0),
                new HistoryEntry(0, 1, 1, 1),
                new HistoryEntry(0, 0, 2, 2),
                new HistoryEntry(1, 0, 0, 0),
                new HistoryEntry(2, 2, 0, 0)))
        .given(
            Artifacts.ITEMS,
            List.of(
                new Item(0, "x", "", "", List.of()),
                new Item(1, "y", "", "", List.of()),
                new Item(2, "z", "", "", List.of())))
        .given(
            Artifacts.ITEM_VECTORS,
            List.of(
                new ItemVector("y", new float[] {0, 0.6f, 0.8f}),
                new ItemVector("of another shop", new float[] {1, 1, 1}),
                new ItemVector("x", new float[] {1, 0, 0}),
                new ItemVector("z", new float[] {0, 0, 0})))
        .given(Artifacts.RATIONALES, rationales)
        .given(
            Artifacts.RATIONALE_VECTORS,
            List.of(
                new RationaleVector("a", new float[] {0, 1, 0}),
                new RationaleVector("b", new float[] {0, 0, 0}),
                new RationaleVector("c", new float[] {0, 0, 1})));
  }

  @Test
  void thePoolHoldsTheUsableSeedsInTheOrderOfTheirDraw() {
    StepHarness harness =
        harness(List.of(rationale("a", "ok"), rationale("b", "failed"), rationale("c", "partial")));
    Manifest manifest = harness.run(new IndexStep(), Map.of());
    List<PoolEntry> pool = harness.rows(Artifacts.POOL);
    assertEquals(List.of("c", "a"), pool.stream().map(PoolEntry::seed).toList());
    PoolEntry a = pool.getLast();
    assertEquals(9, a.cluster());
    assertEquals("representative", a.strategy());
    assertEquals("likes a", a.preference());
    assertEquals("step 2", a.step2());
    assertArrayEquals(new float[] {1, 0}, a.behavior());
    assertArrayEquals(new float[] {0, 1, 0}, a.rationale());
    double norm = Math.sqrt(5);
    assertArrayEquals(
        new float[] {(float) (2 / norm), (float) (0.6 / norm), (float) (0.8 / norm)},
        a.content(),
        1e-6f);
    assertArrayEquals(new float[3], pool.getFirst().content());
    assertEquals(1.0, manifest.facts().get("without_rationale"));
  }

  @Test
  void aSmallerPoolIsTheBeginningOfALargerOne() {
    StepHarness harness =
        harness(List.of(rationale("a", "ok"), rationale("b", "ok"), rationale("c", "ok")));
    harness.run(new IndexStep(), Map.of());
    List<String> whole = harness.rows(Artifacts.POOL).stream().map(PoolEntry::seed).toList();
    assertEquals(List.of("c", "a", "b"), whole);
    // Of three users: at least one, two thirds, all.
    Map<String, Integer> sizes = Map.of("0.1", 1, "0.67", 2, "1", 3);
    sizes.forEach(
        (share, size) -> {
          harness.run(new IndexStep(), Map.of("seed_share", share));
          List<String> pool = harness.rows(Artifacts.POOL).stream().map(PoolEntry::seed).toList();
          assertEquals(whole.subList(0, size), pool);
        });
  }

  @Test
  void theWholePoolIsTheSameWhetherItsShareIsSaidOrNot() {
    StepHarness harness =
        harness(List.of(rationale("a", "ok"), rationale("b", "failed"), rationale("c", "ok")));
    Manifest unsaid = harness.run(new IndexStep(), Map.of());
    Manifest said = harness.run(new IndexStep(), Map.of("seed_share", "1"));
    assertEquals(unsaid.outputs().get("pool").digest(), said.outputs().get("pool").digest());
  }

  @Test
  void aPoolLargerThanItsSeedsIsAMistakeThatNamesWhatToChange() {
    StepHarness harness =
        harness(List.of(rationale("a", "ok"), rationale("c", "ok")))
            .given(Artifacts.SEEDS, List.of(new Seed(0, 2, "c", "importance", 8)));
    ConfigurationException e =
        assertThrows(
            ConfigurationException.class,
            () -> harness.run(new IndexStep(), Map.of("seed_share", "1")));
    assertTrue(e.getMessage().contains("is 1.0, which is 3 of 3 users"), e.getMessage());
    assertTrue(e.getMessage().contains("experiment.seed_shares"), e.getMessage());
  }

  @Test
  void aPoolWithoutAnyRationaleIsAnError() {
    BadDataException e =
        assertThrows(
            BadDataException.class,
            () -> harness(List.of(rationale("a", "failed"))).run(new IndexStep(), Map.of()));
    assertTrue(e.getMessage().contains("none of the 3 seed users"), e.getMessage());
  }
}
