package org.reland.workflows.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reland.kit.step.Node;
import org.reland.kit.step.Steps;
import org.reland.workflows.argo.WorkflowRenderer;
import org.reland.workflows.configuration.Configuration;
import org.reland.workflows.lint.Linter;

/** Which node reads what where a run has more than one pool. */
final class BranchTest {
  private static final Steps STEPS = Steps.installed();
  private static final String VARIANTS =
      "experiment.variants=id-only,features,reland,reland-no-features,reland-uniform,reland-direct";
  private static final String SHARES = "experiment.seed_shares=0.025,0.05";

  @TempDir Path folder;

  private Configuration configuration(String... settings) throws IOException {
    Path file = Files.writeString(folder.resolve("run.yaml"), "");
    return Configuration.load(file, List.of(settings), Optional.empty(), STEPS);
  }

  private Map<String, Node> nodes(String... settings) throws IOException {
    return Pipeline.of(configuration(settings).experiment(), STEPS).stream()
        .collect(Collectors.toMap(Node::name, node -> node));
  }

  private static List<String> from(Node node, String artifact) {
    return node.inputs().getOrDefault(artifact, List.of());
  }

  @Test
  void anAblationReadsItsOwnPoolAndSharesWhatComesBefore() throws IOException {
    Map<String, Node> nodes = nodes(VARIANTS);
    Node uniform = nodes.get("train-lightgcn-reland-uniform-0");
    assertEquals(List.of("index-uniform"), from(uniform, "pool"));
    assertEquals(List.of("retrieve-uniform"), from(uniform, "matches"));
    assertEquals(List.of("embed-uniform"), from(uniform, "item_vectors"));
    assertEquals(List.of("infer-uniform"), from(nodes.get("embed-uniform"), "rationales"));
    assertEquals(List.of("prompt-uniform"), from(nodes.get("infer-uniform"), "prompts"));
    assertEquals(List.of("sample-uniform"), from(nodes.get("infer-uniform"), "seeds"));
    assertEquals(List.of("sample-uniform"), from(nodes.get("index-uniform"), "seeds"));
    assertEquals(List.of("cluster"), from(nodes.get("sample-uniform"), "clusters"));
    assertEquals(Map.of("strategy", "uniform"), nodes.get("sample-uniform").overrides());

    Node direct = nodes.get("train-lightgcn-reland-direct-0");
    assertEquals(List.of("index-direct"), from(direct, "pool"));
    assertEquals(List.of("sample"), from(nodes.get("prompt-direct"), "seeds"));
    assertEquals(List.of("sample"), from(nodes.get("index-direct"), "seeds"));
    assertFalse(nodes.containsKey("sample-direct"));
    assertEquals(Map.of("rationale_text", "all"), nodes.get("embed-direct").overrides());

    for (String main : List.of("reland", "reland-no-features")) {
      Node cell = nodes.get("train-lightgcn-" + main + "-0");
      assertEquals(List.of("index"), from(cell, "pool"));
      assertEquals(List.of("retrieve"), from(cell, "matches"));
    }
    Node noFeatures = nodes.get("train-lightgcn-reland-no-features-0");
    assertEquals(List.of(), from(noFeatures, "item_vectors"));
    Node report = nodes.get("report");
    assertEquals(List.of("index"), from(report, "pool"));
    assertEquals(List.of("infer", "infer-direct", "infer-uniform"), from(report, "calls"));
  }

  @Test
  void aSmallerPoolAsksNobodyAnew() throws IOException {
    Map<String, Node> nodes = nodes(SHARES, "experiment.repetitions=2");
    assertEquals(1, nodes.values().stream().filter(node -> node.step().equals("infer")).count());
    Node index = nodes.get("index-seeds-2p5");
    assertEquals(List.of("infer"), from(index, "rationales"));
    assertEquals(List.of("sample"), from(index, "seeds"));
    assertEquals(Map.of("seed_share", "0.025"), index.overrides());
    assertEquals(List.of("index-seeds-2p5"), from(nodes.get("retrieve-seeds-2p5"), "pool"));
    for (int repetition = 0; repetition < 2; repetition++) {
      String cell = "lightgcn-reland-seeds-2p5-" + repetition;
      assertEquals(List.of("retrieve-seeds-2p5"), from(nodes.get("train-" + cell), "matches"));
      assertEquals(List.of("embed"), from(nodes.get("train-" + cell), "item_vectors"));
      assertEquals(List.of("train-" + cell), from(nodes.get("evaluate-" + cell), "model"));
      assertEquals("0.025", nodes.get("evaluate-" + cell).overrides().get("seed_share"));
    }
    assertTrue(nodes.containsKey("train-lightgcn-reland-seeds-5-1"));
    assertEquals("0", nodes.get("train-lightgcn-reland-1").overrides().get("seed_share"));
  }

  @Test
  void whatNobodyAsksForIsNotThere() throws IOException {
    Map<String, Node> nodes = nodes("experiment.variants=id-only,reland-uniform");
    assertFalse(nodes.containsKey("index"));
    assertFalse(nodes.containsKey("infer"));
    assertEquals(List.of("infer-uniform"), from(nodes.get("report"), "calls"));
    assertEquals(nodes(), nodes("experiment.seed_shares="));
  }

  @Test
  void theAblationsTextsMayHaveAnotherWriterThanTheMainOnes() throws IOException {
    Map<String, Node> nodes = nodes(VARIANTS, "experiment.ablation_generator=offline");
    Map<String, String> offline = Map.of("generator", "offline", "responses_file", "");
    assertEquals(offline, nodes.get("infer-uniform").overrides());
    assertEquals(offline, nodes.get("infer-direct").overrides());
    assertEquals(Map.of(), nodes.get("infer").overrides());
  }

  @ParameterizedTest
  @EnumSource(names = {"ENCODER", "POOL", "MATCHES"})
  void productionHasOnePool(Rhythm rhythm) throws IOException {
    assertEquals(
        Pipeline.of(configuration().experiment(), STEPS, rhythm),
        Pipeline.of(configuration(VARIANTS, SHARES).experiment(), STEPS, rhythm));
  }

  /** By all that a node reads, directly or not. */
  @Test
  void noWayToAPoolGoesByInteractionsOrSplits() throws IOException {
    Map<String, Node> nodes = nodes(VARIANTS, SHARES);
    Set<String> checked = new HashSet<>();
    List<String> open = new ArrayList<>();
    nodes.keySet().stream().filter(name -> name.startsWith("retrieve")).forEach(open::add);
    assertEquals(5, open.size());
    while (!open.isEmpty()) {
      Node node = nodes.get(open.removeLast());
      if (checked.add(node.name()) && !Set.of("ingest", "split").contains(node.step())) {
        assertEquals(List.of(), from(node, "interactions"), node.name());
        assertEquals(List.of(), from(node, "splits"), node.name());
        assertFalse(Set.of("train", "evaluate").contains(node.step()), node.name());
        open.addAll(node.after());
      }
    }
  }

  @Test
  void rendersWithoutAFinding() throws IOException {
    Configuration configuration = configuration(VARIANTS, SHARES);
    Map<Rhythm, List<Node>> rhythms = Pipeline.rhythms(configuration.experiment(), STEPS);
    Map<String, String> files =
        new WorkflowRenderer(configuration.argo(), STEPS, rhythms).files("{}\n", List.of());
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, String> file : new HashMap<>(files).entrySet()) {
      Path path = folder.resolve("argo").resolve(file.getKey());
      Files.createDirectories(path.getParent());
      written.add(Files.writeString(path, file.getValue()));
    }
    assertEquals(List.of(), new Linter(List.of()).lint(written));
    String template = files.get("workflow-template.yaml");
    for (Node node : rhythms.get(Rhythm.PIPELINE)) {
      assertTrue(template.contains("\"" + node.name() + "\""), node.name());
    }
    assertTrue(template.contains("tasks.prompt-uniform.outputs.parameters.workers"));
  }
}
