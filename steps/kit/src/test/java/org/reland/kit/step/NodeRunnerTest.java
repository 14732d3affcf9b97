package org.reland.kit.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.artifact.Table;
import org.reland.kit.config.Setting;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.progress.Progress;
import org.reland.kit.store.FileStore;
import org.reland.kit.store.Manifest;
import org.reland.kit.testing.StepHarness;

final class NodeRunnerTest {
  record Amount(int value) {}

  record Scale(
      @Setting(value = "factor", fallback = "2", min = 0) int factor,
      @Setting(value = "changes nothing", fallback = "1", keyed = false) int hint) {}

  static final Table<Amount> NUMBERS = new Table<>("numbers", Amount.class);
  static final Table<Amount> SCALED = new Table<>("scaled", Amount.class);

  static final class ScaleStep implements Step<Scale> {
    int runs;
    String resource = "";

    @Override
    public String identity(Scale config) {
      return resource;
    }

    @Override
    public StepSpec<Scale> spec() {
      return StepSpec.of("scale", 1, Scale.class)
          .reads(NUMBERS)
          .writes(SCALED)
          .shardedBy(NUMBERS)
          .build();
    }

    @Override
    public void run(Scale config, StepContext context) throws IOException {
      runs++;
      for (Amount number : context.readShard(NUMBERS).list()) {
        context.write(SCALED).write(new Amount(number.value() * config.factor()));
      }
      context.fact("rows", (double) context.readShard(NUMBERS).rows());
    }
  }

  @TempDir Path folder;

  private StepHarness harness() {
    return StepHarness.in(folder)
        .givenParts(
            NUMBERS, List.of(List.of(new Amount(1), new Amount(2)), List.of(new Amount(3))));
  }

  @Test
  void everyPartOfTheShardingInputIsOneShardAndOnePartOfTheOutput() {
    StepHarness harness = harness();
    ScaleStep step = new ScaleStep();
    Manifest manifest = harness.run(step, Map.of());
    assertEquals(2, step.runs);
    assertEquals(2, manifest.outputs().get("scaled").parts().size());
    assertEquals(3.0, manifest.facts().get("rows"));
    assertEquals(List.of(new Amount(2), new Amount(4), new Amount(6)), harness.rows(SCALED));
  }

  @Test
  void nothingIsDoneTwiceUnlessWhatItReadsHasChanged() {
    StepHarness harness = harness();
    ScaleStep step = new ScaleStep();
    String key = harness.run(step, Map.of()).key();
    assertEquals(key, harness.run(step, Map.of("hint", "7")).key());
    assertEquals(2, step.runs);
    assertNotEquals(key, harness.run(step, Map.of("factor", "3")).key());
    assertEquals(4, step.runs);
    harness.given(NUMBERS, List.of(new Amount(5)));
    harness.run(step, Map.of("factor", "3"));
    assertEquals(List.of(new Amount(15)), harness.rows(SCALED));
  }

  @Test
  void whatAStepSaysOfItselfEntersItsKey() {
    StepHarness harness = harness();
    ScaleStep step = new ScaleStep();
    String key = harness.run(step, Map.of()).key();
    step.resource = "template, second edition";
    assertNotEquals(key, harness.run(step, Map.of()).key());
    assertEquals(4, step.runs);
    step.resource = "";
    assertEquals(key, harness.run(step, Map.of()).key());
    assertEquals(4, step.runs);
  }

  @Test
  void aChangedInputWithTheSameContentChangesNothingBehindIt() {
    StepHarness harness = harness();
    ScaleStep step = new ScaleStep();
    String key = harness.run(step, Map.of()).key();
    harness.givenParts(
        NUMBERS, List.of(List.of(new Amount(1), new Amount(2)), List.of(new Amount(3))));
    assertEquals(key, harness.run(step, Map.of()).key());
    assertEquals(2, step.runs);
  }

  @Test
  void aFlippedBitIsFoundWhenThePartIsRead() throws IOException {
    StepHarness harness = harness();
    Manifest manifest = harness.run(new ScaleStep(), Map.of());
    Path part =
        folder
            .resolve("scale/" + manifest.key())
            .resolve(manifest.outputs().get("scaled").parts().getFirst().file());
    byte[] bytes = Files.readAllBytes(part);
    bytes[bytes.length / 2] ^= 1;
    Files.write(part, bytes);
    var error = assertThrows(BadDataException.class, () -> harness.rows(SCALED));
    assertTrue(error.getMessage().contains("artifact scaled"), error.getMessage());
    assertTrue(error.getMessage().contains("part-00000.parquet"), error.getMessage());
  }

  @Test
  void allMistakesOfAConfigurationAreReportedAtOnce() {
    StepHarness harness = harness();
    var error =
        assertThrows(
            ConfigurationException.class,
            () -> harness.run(new ScaleStep(), Map.of("factr", "3", "factor", "-1")));
    assertTrue(error.getMessage().contains("did you mean factor?"), error.getMessage());
    assertTrue(error.getMessage().contains("must be at least 0"), error.getMessage());
    assertEquals(78, error.exitCode());
  }

  @Test
  void aShardThatSomebodyElseHasLeasedIsWaitedForAndNotDoneAgain() throws Exception {
    StepHarness harness = harness();
    RunPlan before = harness.plan();
    FileStore store = FileStore.at(folder);
    ScaleStep step = new ScaleStep();
    Node given = before.nodes().getFirst();
    Node scale = new Node("scale", "scale", Map.of(), Map.of("numbers", List.of(given.name())), "");
    var plan = new RunPlan("test", before.seed(), Map.of(), List.of(given, scale));
    var runner = NodeRunner.ofPart(store, plan, harness.steps(step));
    PreparedNode prepared = runner.prepare(scale);
    var lease = store.lease(prepared.leaseFile(0)).orElseThrow();
    Thread other = Thread.ofPlatform().start(() -> runQuietly(runner, prepared));
    Thread.sleep(50);
    assertEquals(0, step.runs);
    lease.close();
    other.join();
    assertEquals(1, step.runs);
    assertFalse(runner.runShard(prepared, 0, 1, Progress.silent()));
  }

  private static void runQuietly(NodeRunner runner, PreparedNode prepared) {
    try {
      runner.runShard(prepared, 0, 1, Progress.silent());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
