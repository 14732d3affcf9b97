package org.reland.workflows.argo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.reland.kit.step.Node;
import org.reland.kit.step.Steps;
import org.reland.kit.store.Digest;
import org.reland.workflows.argo.Manifests.Dag;
import org.reland.workflows.argo.Manifests.Parameter;
import org.reland.workflows.argo.Manifests.Parameters;
import org.reland.workflows.argo.Manifests.Task;
import org.reland.workflows.argo.Manifests.Template;
import org.reland.workflows.pipeline.Rhythm;

/**
 * The graph of one rhythm as a DAG: a task for each node, before them one that plans the run, after
 * them one that sums it up.
 */
final class DagRenderer {
  private final Rhythm rhythm;
  private final List<Node> nodes;
  private final String graph;
  private final FanOut fanOut;
  private final Dependencies dependencies;

  /**
   * Of a rhythm.
   *
   * @param nodes those that it does; they may read from others
   */
  DagRenderer(Rhythm rhythm, List<Node> nodes, Steps steps) {
    Set<String> names = nodes.stream().map(Node::name).collect(Collectors.toSet());
    this.rhythm = rhythm;
    this.nodes = nodes.stream().map(node -> node.readingFrom(names)).toList();
    this.graph = graph(nodes);
    this.fanOut = new FanOut(this.nodes, steps);
    this.dependencies = new Dependencies(this.nodes, steps, fanOut);
  }

  /** What a plan has to agree with, see {@code reland plan --graph}. */
  static String graph(List<Node> nodes) {
    String text =
        nodes.stream()
            .map(node -> node.name() + " " + node.step() + " " + node.inputs())
            .collect(Collectors.joining("\n"));
    return Digest.of(text).substring(0, 12);
  }

  /** The tasks that tell how many workers the next step gets. */
  List<FanOut.Root> roots() {
    return nodes.stream().map(fanOut::of).flatMap(Optional::stream).distinct().toList();
  }

  /** One diverged cell must not stop the others, so a failure stops nothing but what needs it. */
  Template template() {
    List<Task> tasks = new ArrayList<>();
    tasks.add(
        new Task(
            StepTemplates.PLAN,
            StepTemplates.PLAN,
            null,
            new Parameters(
                List.of(Parameter.of("rhythm", rhythm.id()), Parameter.of("graph", graph))),
            null));
    for (Node node : nodes) {
      tasks.add(task(node));
    }
    String last = nodes.getLast().name();
    tasks.add(
        new Task(
            StepTemplates.FINISH,
            StepTemplates.FINISH,
            StepTemplates.PLAN + " && " + Dependencies.ended(last),
            null,
            null));
    return Template.of(rhythm.id(), null, new Dag(false, tasks));
  }

  private Task task(Node node) {
    List<Parameter> arguments = new ArrayList<>(List.of(Parameter.of("node", node.name())));
    Optional<FanOut.Root> root = fanOut.of(node);
    if (root.isPresent()) {
      arguments.add(Parameter.of("shard", "{{item.shard}}"));
    }
    return new Task(
        node.name(),
        node.step(),
        dependencies.of(node),
        new Parameters(arguments),
        root.map(DagRenderer::workers).orElse(null));
  }

  private static String workers(FanOut.Root root) {
    return "{{tasks.%s.outputs.parameters.%s}}".formatted(root.task(), StepTemplates.WORKERS);
  }
}
