package org.reland.workflows.local;

import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Document;
import org.reland.kit.step.NodeRunner;
import org.reland.kit.step.RunPlan;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.Json;
import org.reland.kit.store.Manifest;

/**
 * Writes {@code summary.json} and the report into the run's folder. The summary is the report's
 * results and, as {@code steps}, what every step took; scripts may rely on its form.
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
      store.put(
          RunPlan.folder(plan.name()) + Artifacts.REPORT.fileName(),
          document(report.get(), Artifacts.REPORT));
    } else {
      // A page of an earlier run under this name would tell of other settings.
      store.delete(RunPlan.folder(plan.name()) + Artifacts.REPORT.fileName());
    }
    summary.put("steps", ordered(reports));
    store.put(RunPlan.folder(plan.name()) + "summary.json", Json.bytes(summary));
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
