package org.reland.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a cluster takes is loaded by the commands that speak to one, and by no other. */
final class StartTest {
  @Test
  void aCommandThatNeedsNoClusterLoadsNoClassOfTheKubernetesClient()
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "config",
                "--help")
            .redirectErrorStream(true)
            .start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertEquals(0, process.waitFor());
    assertTrue(
        lines.stream().anyMatch(line -> line.contains("org.reland.cli.cluster.StatusCommand")));
    assertEquals(
        List.of(), lines.stream().filter(line -> line.contains("io.fabric8")).limit(3).toList());
  }
}
