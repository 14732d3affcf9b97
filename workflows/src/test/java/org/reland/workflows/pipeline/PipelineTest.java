package org.reland.workflows.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.reland.kit.step.Node;
import org.reland.kit.step.Steps;
import org.reland.recommend.data.Variant;
import org.reland.workflows.configuration.Experiment;

/** What a cell of the matrix reads decides what it can know and when it is redone. */
final class PipelineTest {
  private static Map<String, Node> nodes(String... variants) {
    return Pipeline.of(
            new Experiment(List.of("lightgcn", "sasrec"), List.of(variants), 1, List.of(), "same"),
            Steps.installed())
        .stream()
        .collect(Collectors.toMap(Node::name, node -> node));
  }

  private static List<String> inputs(Map<String, Node> nodes, String node, String artifact) {
    return nodes.get(node).inputs().getOrDefault(artifact, List.of());
  }

  @Test
  void whatIsFusedStartsFromTheSameCellWithoutIt() {
    Map<String, Node> nodes = nodes("own-words", "reland", "features", "id-only");
    assertEquals(
        List.of("train-sasrec-features-0"), inputs(nodes, "train-sasrec-reland-0", "model"));
    assertEquals(
        List.of("train-lightgcn-features-0"), inputs(nodes, "train-lightgcn-own-words-0", "model"));
    assertEquals(List.of(), inputs(nodes, "train-sasrec-features-0", "model"));
    assertEquals(List.of(), inputs(nodes, "train-sasrec-id-only-0", "model"));
    assertEquals(List.of(), inputs(nodes("reland"), "train-sasrec-reland-0", "model"));
  }

  @Test
  void onlyTheCausalVariantLooksIntoThePast() {
    Map<String, Node> nodes = nodes("features", "reland", "reland-causal");
    assertEquals(List.of("rematch"), inputs(nodes, "train-sasrec-reland-causal-0", "past_matches"));
    assertEquals(List.of(), inputs(nodes, "train-sasrec-reland-0", "past_matches"));
    assertFalse(nodes("features", "reland").containsKey("rematch"));
  }

  @Test
  void onlyTheChoosingVariantSeesAnotherMatching() {
    Map<String, Node> nodes = nodes("reland", "reland-plus");
    assertEquals(
        List.of("retrieve", "retrieve-both"),
        inputs(nodes, "train-sasrec-reland-plus-0", "matches"));
    assertEquals(List.of("retrieve"), inputs(nodes, "train-sasrec-reland-0", "matches"));
    assertEquals(List.of("retrieve"), inputs(nodes, "report", "matches"));
    assertFalse(nodes("reland").containsKey("retrieve-both"));
  }

  @Test
  void theWordsOfTheOwnHistoryNeedNoPool() {
    assertFalse(nodes("own-words").containsKey("index"));
    assertTrue(nodes("seed-behavior").containsKey("index"));
  }

  @Test
  void everyNodeComesAfterThoseThatItReadsFrom() {
    List<Node> nodes =
        Pipeline.of(
            new Experiment(
                List.of("lightgcn", "ease"), Variant.ids().reversed(), 2, List.of(), "same"),
            Steps.installed());
    Set<String> seen = new HashSet<>();
    for (Node node : nodes) {
      assertTrue(seen.containsAll(node.after()), node.name());
      seen.add(node.name());
    }
  }
}
