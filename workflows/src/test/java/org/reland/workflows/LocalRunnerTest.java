package org.reland.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.error.BadDataException;
import org.reland.kit.step.Node;
import org.reland.kit.step.NodeRunner;
import org.reland.kit.step.RunPlan;
import org.reland.kit.store.FileStore;
import org.reland.workflows.local.LocalRunner;
import org.reland.workflows.local.PlainDisplay;
import org.reland.workflows.pipeline.Selection;

final class LocalRunnerTest {
  @TempDir Path folder;
  private final ToySteps toys = new ToySteps();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void aSecondRunDoesNothingAndSaysSo() throws Exception {
    List<Node> nodes = ToySteps.nodes(Map.of("add", "2"), Map.of("add", "3"));
    assertEquals(Map.of(), run(nodes, nodes, Map.of()));
    assertEquals(7, sum(nodes));
    printed.reset();
    assertEquals(Map.of(), run(nodes, nodes, Map.of()));
    assertEquals(1, toys.runs.get("source").get());
    assertEquals(1, toys.runs.get("sum").get());
    assertEquals(4, printed.toString(StandardCharsets.UTF_8).split("cached", -1).length - 1);
  }

  @Test
  void aChangeRedoesWhatHangsOnItAndNothingElse() throws Exception {
    List<Node> before = ToySteps.nodes(Map.of("add", "2"), Map.of("add", "3"));
    run(before, before, Map.of());
    List<Node> after = ToySteps.nodes(Map.of("add", "2"), Map.of("add", "4"));
    run(after, after, Map.of());
    assertEquals(1, toys.runs.get("source").get());
    assertEquals(3, toys.runs.get("branch").get());
    assertEquals(2, toys.runs.get("sum").get());
    assertEquals(8, sum(after));
  }

  @Test
  void aFailureStopsWhatDependsOnItButACollectorGoesOnWithTheRest() throws Exception {
    List<Node> nodes = ToySteps.nodes(Map.of("fail", "true"), Map.of("add", "3"));
    Map<String, Throwable> failures = run(nodes, nodes, Map.of());
    assertEquals(Set.of("left"), failures.keySet());
    assertInstanceOf(BadDataException.class, failures.get("left"));
    assertEquals(4, sum(nodes));
  }

  @Test
  void withoutItsOnlyInputANodeIsNotRun() throws Exception {
    List<Node> nodes = ToySteps.nodes(Map.of(), Map.of());
    Map<String, Throwable> failures = run(nodes, nodes, Map.of("source", Map.of("fail", "true")));
    assertEquals(Set.of("source"), failures.keySet());
    assertTrue(toys.runs.get("branch") == null && toys.runs.get("sum") == null);
  }

  @Test
  void fromRedoesAStepAndWhatFollowsUntilLeavesOutTheRestAndOnlyIsAlone() throws Exception {
    List<Node> nodes = ToySteps.nodes(Map.of(), Map.of("add", "3"));
    run(nodes, Selections.until("branch").apply(nodes, ""), Map.of());
    assertEquals(2, toys.runs.get("branch").get());
    assertTrue(toys.runs.get("sum") == null);
    run(nodes, Selections.only("sum").apply(nodes, ""), Map.of());
    assertEquals(1, toys.runs.get("source").get());
    assertEquals(1, toys.runs.get("sum").get());
    run(nodes, Selections.from("left").apply(nodes, "again"), Map.of());
    assertEquals(1, toys.runs.get("source").get());
    assertEquals(3, toys.runs.get("branch").get());
    assertEquals(2, toys.runs.get("sum").get());
  }

  @Test
  void aNodeThatIsRunAloneReadsWhatWasMadeUnderItsSettingsAndNothingElse() throws Exception {
    List<Node> before = ToySteps.nodes(Map.of("add", "2"), Map.of("add", "3"));
    run(before, before, Map.of());
    List<Node> after = ToySteps.nodes(Map.of("add", "5"), Map.of("add", "4"));
    var error =
        assertThrows(
            BadDataException.class,
            () -> run(after, Selections.only("sum").apply(after, ""), Map.of()));
    assertTrue(error.getMessage().contains("--until left"), error.getMessage());
    run(after, Selections.until("right").apply(after, ""), Map.of());
    run(after, Selections.only("sum").apply(after, ""), Map.of());
    assertEquals(5, sum(after));
    assertTrue(printed.toString(StandardCharsets.UTF_8).contains("left: not done under"));
    run(before, Selections.only("sum").apply(before, ""), Map.of());
    assertEquals(7, sum(before));
  }

  @Test
  void aFileThatChangedInPlaceOrANewVersionOfAStepLeavesNothingOld() throws Exception {
    List<Node> nodes = ToySteps.nodes(Map.of(), Map.of());
    run(nodes, nodes, Map.of());
    toys.content = "edited";
    assertThrows(
        BadDataException.class,
        () -> run(nodes, Selections.only("sum").apply(nodes, ""), Map.of()));
    toys.content = "";
    toys.version = 2;
    assertThrows(
        BadDataException.class,
        () -> run(nodes, Selections.only("sum").apply(nodes, ""), Map.of()));
  }

  @Test
  void aCollectorTakesNothingOldOfACellThatFails() throws Exception {
    List<Node> nodes = ToySteps.nodes(Map.of("add", "2"), Map.of("add", "3"));
    run(nodes, nodes, Map.of());
    toys.content = "edited";
    List<Node> failing = ToySteps.nodes(Map.of("add", "2", "fail", "true"), Map.of("add", "3"));
    run(failing, failing, Map.of());
    assertEquals(List.of(7, 10), toys.sums.stream().sorted().toList());
  }

  @Test
  void anotherRunOfTheSameNameDoesNotShowWhileThisOneGoesOn() throws Exception {
    List<Node> mine = ToySteps.nodes(Map.of("add", "2"), Map.of("add", "3"));
    List<Node> theirs = ToySteps.nodes(Map.of("add", "20"), Map.of("add", "30"));
    toys.beforeSum =
        () -> {
          toys.beforeSum = () -> {};
          run(theirs, theirs, Map.of());
        };
    run(mine, mine, Map.of());
    assertEquals(List.of(7, 52), toys.sums.stream().sorted().toList());
  }

  @Test
  void whatWasForcedToBeDoneAnewIsFoundByAPlainRun() throws Exception {
    List<Node> nodes = ToySteps.nodes(Map.of("add", "2"), Map.of("add", "3"));
    List<Node> salted = nodes.stream().map(node -> node.salted("again")).toList();
    run(nodes, nodes, Map.of());
    run(salted, salted, Map.of());
    String anew = keyOfSum(salted);
    run(nodes, nodes, Map.of());
    assertEquals(2, toys.runs.get("source").get());
    assertEquals(4, toys.runs.get("branch").get());
    assertEquals(anew, keyOfSum(nodes));
  }

  @Test
  void theFailureNamesWhatIsNotRunForIt() throws Exception {
    List<Node> nodes = ToySteps.nodes(Map.of("fail", "true"), Map.of("fail", "true"));
    run(nodes, nodes, Map.of());
    assertTrue(printed.toString(StandardCharsets.UTF_8).contains("sum: not run, it needs left"));
  }

  private static final class Selections {
    static Selection from(String name) {
      return new Selection(Optional.of(name), Optional.empty(), Optional.empty(), false);
    }

    static Selection until(String name) {
      return new Selection(Optional.empty(), Optional.of(name), Optional.empty(), false);
    }

    static Selection only(String name) {
      return new Selection(Optional.empty(), Optional.empty(), Optional.of(name), false);
    }
  }

  private Map<String, Throwable> run(
      List<Node> pipeline, List<Node> selected, Map<String, Map<String, Object>> config)
      throws IOException, InterruptedException {
    var plan = new RunPlan("test", 1, config, pipeline);
    var display = new PlainDisplay(new PrintStream(printed, true, StandardCharsets.UTF_8));
    return new LocalRunner(FileStore.at(folder), plan, toys.steps(), 2, 1000, display)
        .run(selected);
  }

  private String keyOfSum(List<Node> nodes) throws IOException {
    var plan = new RunPlan("test", 1, Map.of(), nodes);
    return NodeRunner.ofPart(FileStore.at(folder), plan, toys.steps())
        .manifest("sum")
        .orElseThrow()
        .key();
  }

  private int sum(List<Node> nodes) throws IOException {
    var runner =
        NodeRunner.ofPart(
            FileStore.at(folder), new RunPlan("test", 1, Map.of(), nodes), toys.steps());
    return runner.open("sum", ToySteps.SUM).list().getFirst().value();
  }
}
