package org.reland.workflows.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Document;
import org.reland.kit.step.Node;
import org.reland.kit.step.NodeRunner;
import org.reland.kit.step.RunPlan;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.Json;
import org.reland.kit.store.Manifest;
import org.reland.recommend.report.StepsSection;

/**
 * Writes {@code summary.json} and the report into the run's folder. The summary is the report's
 * results, as {@code steps} what every step took, and as {@code artifacts} the keys of what it
 * stands on; scripts may rely on its form.
 */
final class RunSummary {
  private static final String REPORT = "report";

  private final ArtifactStore store;
  private final RunPlan plan;

  RunSummary(ArtifactStore store, RunPlan plan) {
    this.store = store;
    this.plan = plan;
  }

  void write(NodeRunner runner, List<TaskReport> reports) throws IOException {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("run", plan.name());
    summary.put("seed", plan.seed());
    Optional<Manifest> report = runner.manifest(REPORT);
    if (report.isPresent()) {
      byte[] results = document(report.get(), Artifacts.RESULTS);
      Map<?, ?> tree = Json.read(results, Map.class);
      tree.forEach((key, value) -> summary.put(key.toString(), value));
      String page = new String(document(report.get(), Artifacts.REPORT), StandardCharsets.UTF_8);
      store.put(
          RunPlan.folder(plan.name()) + Artifacts.REPORT.fileName(),
          new StepsSection(lines(runner, reports)).in(page).getBytes(StandardCharsets.UTF_8));
    } else {
      // A page of an earlier run under this name would tell of other settings.
      store.delete(RunPlan.folder(plan.name()) + Artifacts.REPORT.fileName());
    }
    summary.put("steps", ordered(reports));
    summary.put("artifacts", artifacts(runner));
    store.put(RunPlan.folder(plan.name()) + "summary.json", Json.bytes(summary));
  }

  /** The keys of the nodes that are done, by name, in the order of the pipeline. */
  private Map<String, String> artifacts(NodeRunner runner) throws IOException {
    Map<String, String> keys = new LinkedHashMap<>();
    for (Node node : plan.nodes()) {
      Optional<Manifest> manifest = runner.manifest(node.name());
      manifest.ifPresent(found -> keys.put(node.name(), found.key()));
    }
    return keys;
  }

  private List<StepsSection.Line> lines(NodeRunner runner, List<TaskReport> reports)
      throws IOException {
    Map<String, String> keys = artifacts(runner);
    Map<String, List<TaskReport>> byNode = new LinkedHashMap<>();
    for (TaskReport report : ordered(reports)) {
      byNode.computeIfAbsent(report.name(), n -> new ArrayList<>()).add(report);
    }
    List<StepsSection.Line> lines = new ArrayList<>();
    byNode.forEach(
        (node, shards) ->
            lines.add(
                new StepsSection.Line(
                    node,
                    shards.size(),
                    shards.stream().mapToDouble(TaskReport::seconds).sum(),
                    shards.stream().mapToLong(TaskReport::rows).sum(),
                    shards.stream().allMatch(TaskReport::cached),
                    keys.getOrDefault(node, ""))));
    return lines;
  }

  private List<TaskReport> ordered(List<TaskReport> reports) {
    List<String> order = plan.nodes().stream().map(node -> node.name()).toList();
    return reports.stream()
        .sorted(
            Comparator.comparingInt((TaskReport r) -> order.indexOf(r.name()))
                .thenComparingInt(TaskReport::shard))
        .toList();
  }

  private byte[] document(Manifest manifest, Document document) throws IOException {
    return store
        .get(manifest.step() + "/" + manifest.key() + "/" + document.fileName())
        .orElseThrow();
  }
}
