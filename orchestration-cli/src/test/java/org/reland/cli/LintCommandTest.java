package org.reland.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The linter as a user calls it. */
final class LintCommandTest {
  @TempDir private Path folder;

  @Test
  void whatIsRenderedHasNoError() {
    String out = folder.toString();
    assertEquals(0, execute("render", "--config", "../workflows/configs/shop.yaml", "--out", out));
    assertEquals(0, execute("lint", out));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "matches_schedule=61 4 * * *",
        "encoder_schedule=",
        "pool_schedule=TZ=Europe/Berlin 0 5 * * *",
        "timezone=Europe/Atlantis",
        "name=A_pipeline",
        "service_account=Me",
        "webhook_secret=a_b",
        "registry=registry.example.org/ml:1",
        "image_tag=latest",
        "gpu_nodes=pool=a b",
        "gpu_nodes=a/b/c=d",
        "gpu_taints=nvidia.com/"
      })
  void whatWouldNotRunIsNotRendered(String setting) {
    Path out = folder.resolve("out");
    assertEquals(
        78,
        execute(
            "render",
            "--config",
            "../workflows/configs/shop.yaml",
            "--out",
            out.toString(),
            "--set",
            "argo." + setting));
    assertFalse(Files.exists(out));
  }

  @Test
  void errorsEndWithBadDataAndAMissingFileWithTheCommandLine() throws IOException {
    Path broken =
        Files.writeString(
            folder.resolve("broken.yaml"),
            """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {generateName: x-}
            spec: {entrypoint: nobody}
            """);
    assertEquals(65, execute("lint", broken.toString()));
    assertEquals(65, execute("lint", "--json", broken.toString()));
    assertEquals(2, execute("lint", folder.resolve("none.yaml").toString()));
    assertEquals(
        2, execute("lint", broken.toString(), "--schema", folder.resolve("none").toString()));
    assertEquals(65, execute("lint", broken.toString(), "--schema", broken.toString()));
  }

  private static int execute(String... arguments) {
    return Main.commandLine().execute(arguments);
  }
}
