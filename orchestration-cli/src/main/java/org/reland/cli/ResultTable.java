package org.reland.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.reland.kit.store.Json;
import tools.jackson.databind.JsonNode;

/** The end of a run on the terminal: NDCG@10 and HR@10 of each variant. */
final class ResultTable {
  private ResultTable() {}

  /** Prints nothing where the run has no metrics (it ended before). */
  static void print(Path summary, PrintStream out) throws IOException {
    JsonNode tree = Json.mapper().readTree(Files.readAllBytes(summary));
    Map<String, double[]> rows = new TreeMap<>();
    for (JsonNode metric : tree.path("metrics")) {
      if (metric.path("k").asInt() == 10) {
        String row =
            "%-10s %-16s %s %s"
                .formatted(
                    metric.path("backbone").asString(),
                    metric.path("variant").asString(),
                    metric.path("protocol").asString(),
                    metric.path("masked").asBoolean() ? "masked" : "unmasked");
        double[] sums = rows.computeIfAbsent(row, r -> new double[3]);
        sums[0] += metric.path("ndcg").asDouble();
        sums[1] += metric.path("hr").asDouble();
        sums[2]++;
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    out.println(
        "  %-10s %-16s %-12s %8s %8s"
            .formatted("backbone", "variant", "protocol", "NDCG@10", "HR@10"));
    rows.forEach(
        (row, sums) ->
            out.println(
                "  %-40s %8.4f %8.4f".formatted(row, sums[0] / sums[2], sums[1] / sums[2])));
    out.println();
  }
}
