package org.reland.cli.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.reland.cli.output.JsonOption;
import org.reland.cli.status.Columns;
import org.reland.kit.step.Node;
import org.reland.kit.step.NodeRunner;
import org.reland.kit.step.RunPlan;
import org.reland.kit.step.Steps;
import org.reland.kit.store.FileStore;
import org.reland.kit.store.Manifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reland artifacts list}: what each node of a run has written, and where it lies. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the artifacts of a run: node, rows, parts, size, place in the store.")
final class ArtifactsListCommand implements Callable<Integer> {
  @Option(names = "--run", paramLabel = "RUN", required = true, description = "Its name.")
  private String run = "";

  @Mixin private JsonOption json = new JsonOption();

  @Mixin private StoreOption store = new StoreOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (store.onCluster()) {
      return store.visit(json::relay, "artifacts", "list", "--run=" + run, json.word());
    }
    FileStore artifacts = store.open();
    RunPlan plan = RunPlan.load(artifacts, run);
    NodeRunner runner = NodeRunner.ofPart(artifacts, plan, Steps.installed());
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("NODE", "ARTIFACT", "ROWS", "PARTS", "SIZE", "PLACE"));
    for (Node node : plan.nodes()) {
      Optional<Manifest> manifest = runner.manifest(node.name());
      if (manifest.isEmpty()) {
        table.add(List.of(node.name(), "not done", "", "", "", ""));
        continue;
      }
      for (Map.Entry<String, Manifest.Output> output : manifest.get().outputs().entrySet()) {
        add(node.name(), output.getKey(), manifest.get(), output.getValue(), table);
      }
    }
    if (!json.chosen()) {
      Columns.align(table).forEach(System.out::println);
    }
    return 0;
  }

  private void add(
      String node,
      String artifact,
      Manifest manifest,
      Manifest.Output output,
      List<List<String>> table) {
    long rows = output.parts().stream().mapToLong(Manifest.Part::rows).sum();
    long bytes = output.parts().stream().mapToLong(Manifest.Part::bytes).sum();
    String place = manifest.step() + "/" + manifest.key() + "/" + artifact;
    if (json.chosen()) {
      JsonOption.print(
          JsonOption.object(
              "node", node,
              "artifact", artifact,
              "rows", rows,
              "parts", output.parts().size(),
              "bytes", bytes,
              "digest", output.digest(),
              "place", place));
      return;
    }
    table.add(
        List.of(
            node,
            artifact,
            "%,d".formatted(rows),
            Integer.toString(output.parts().size()),
            size(bytes),
            place));
  }

  private static String size(long bytes) {
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
