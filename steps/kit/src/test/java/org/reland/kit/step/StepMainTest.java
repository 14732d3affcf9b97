package org.reland.kit.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.artifact.Table;
import org.reland.kit.config.Setting;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.UsageException;
import org.reland.kit.store.FileStore;

final class StepMainTest {
  record Row(int value) {}

  record Ending(@Setting(value = "how the step ends", fallback = "well") String ends) {}

  static final Table<Row> NUMBERS = new Table<>("numbers", Row.class);

  static final class CountStep implements Step<Ending> {
    @Override
    public StepSpec<Ending> spec() {
      return StepSpec.of("count", 1, Ending.class).writes(NUMBERS).build();
    }

    @Override
    public void run(Ending config, StepContext context) throws IOException {
      switch (config.ends()) {
        case "error" -> throw new AssertionError("a defect");
        case "data" -> throw new BadDataException("no number");
        default -> context.write(NUMBERS).write(new Row(1));
      }
    }
  }

  @TempDir Path folder;
  private final Steps steps = Steps.of(new CountStep());
  private RunPlan plan;

  @BeforeEach
  void aRun() throws IOException {
    plan = new RunPlan("alone", 1, Map.of(), List.of(node("well"), node("error"), node("data")));
    plan.save(FileStore.at(folder));
  }

  private static Node node(String ends) {
    return new Node("count-" + ends, "count", Map.of("ends", ends), Map.of(), "");
  }

  private int run(String... args) {
    return StepMain.run(List.of(args), steps);
  }

  @Test
  void itEndsWithTheCodeOfWhatHappened() {
    String run = folder.resolve("runs/alone").toString();
    assertEquals(0, run("count-well", "--run", run));
    assertTrue(Files.exists(folder.resolve("runs/alone/nodes/count-well.json")));
    assertEquals(0, run("count-well", "--run", run, "--shard", "0/2"));
    assertEquals(65, run("count-data", "--run", run));
    assertEquals(70, run("count-error", "--run", run));
  }

  @Test
  void theCodeOfTheOtherStepsNeedNotBeThere() throws IOException {
    Node elsewhere = new Node("far", "elsewhere", Map.of(), Map.of(), "");
    var plan =
        new RunPlan(
            "parts",
            1,
            Map.of(),
            Map.of("count", 1, "elsewhere", 3),
            List.of(elsewhere, node("well")),
            RunLinks.NONE);
    plan.save(FileStore.at(folder));
    assertEquals(0, run("count-well", "--run", folder.resolve("runs/parts").toString()));
  }

  @Test
  void codeOfAnotherVersionThanPlannedIsRefused() throws IOException {
    var plan =
        new RunPlan("newer", 1, Map.of(), Map.of("count", 2), List.of(node("well")), RunLinks.NONE);
    plan.save(FileStore.at(folder));
    assertEquals(78, run("count-well", "--run", folder.resolve("runs/newer").toString()));
  }

  @Test
  void mistakesOfTheCommandLineAreTold() {
    String run = folder.resolve("runs/alone").toUri().toString();
    assertEquals(2, run("count-well"));
    assertEquals(2, run("count-well", "--run"));
    assertEquals(2, run("count-well", "--run", "/"));
    assertEquals(2, run("count-well", "--run", folder.toString()));
    assertEquals(2, run("count-well", "--run", run, "--shard", "2/2"));
    assertEquals(2, run("count", "--run", run));
    assertEquals(65, run("count-well", "--run", folder.resolve("runs/other").toString()));
  }

  @Test
  void aStepNameIsEnoughWhereTheStepHasOneNodeAndElseTheNodesAreListed() {
    String several = assertThrows(UsageException.class, () -> plan.node("count")).getMessage();
    assertTrue(several.contains("count-well, count-error, count-data"), several);
    String unknown = assertThrows(UsageException.class, () -> plan.node("cuont")).getMessage();
    assertTrue(unknown.contains("'cuont'") && unknown.contains("count-well"), unknown);
    var single = new RunPlan("single", 1, Map.of(), List.of(node("well")));
    assertEquals("count-well", single.node("count").name());
  }
}
