package org.reland.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.cli.argo.CronWorkflow;
import org.reland.cli.testing.MemoryArgo;

/** What is applied to a schedule that the controller has refused before. */
final class ApplicationTest {
  @TempDir private Path folder;

  @Test
  void aScheduleThatIsHeldIsNeverLetGoToWakeTheController() throws Exception {
    Files.writeString(
        folder.resolve("c.yaml"),
        """
        apiVersion: argoproj.io/v1alpha1
        kind: CronWorkflow
        metadata: {name: c, creationTimestamp: "2026-01-01T00:00:00Z"}
        spec: {schedules: ["0 5 * * *"], suspend: true}
        """);
    List<Boolean> seen = new ArrayList<>();
    var bytes = new ByteArrayOutputStream();
    try (var argo = new MemoryArgo();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      argo.onChange(() -> seen.add(argo.cron("c").suspended()));
      new Application(argo, false, out).apply(List.of(folder));
      CronWorkflow cron = argo.cron("c");
      assertEquals(1, cron.getMetadata().getAnnotations().size(), "touched");
    }
    assertEquals(List.of(true, true), seen);
    assertTrue(bytes.toString(StandardCharsets.UTF_8).contains("had not taken it up: c"));
  }
}
