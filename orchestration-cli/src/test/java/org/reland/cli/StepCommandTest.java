package org.reland.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One step at a time, by the command that the documentation gives. */
final class StepCommandTest {
  @TempDir Path folder;

  @Test
  void aRunCanBeTakenFurtherStepByStepAndShardByShard() throws IOException {
    Path configuration =
        Files.writeString(
            folder.resolve("small.yaml"),
            """
            run: {name: small}
            ingest: {source: generated, shop_users: 100, shop_items: 150, users_per_part: 50}
            encode: {epochs: 1}
            prompt: {domain: shop, prompts_per_part: 4}
            infer: {generator: offline}
            """);
    Path run = folder.resolve("store/runs/small");
    assertEquals(
        0,
        execute(
            "run",
            "--config",
            configuration.toString(),
            "--store",
            folder.resolve("store").toString(),
            "--until",
            "prompt"));
    Path done = run.resolve("nodes/infer.json");
    assertEquals(0, execute("step", "infer", "--run", run.toString(), "--shard", "0/2"));
    assertFalse(Files.exists(done));
    assertEquals(0, execute("step", "infer", "--run", run.toString(), "--shard", "1/2"));
    assertTrue(Files.exists(done));
    assertEquals(0, execute("step", "infer", "--run", run.toString()));
    assertEquals(65, execute("step", "retrieve", "--run", run.toString()));
    assertEquals(2, execute("step", "train", "--run", run.toString()));
    assertEquals(2, execute("step", "infer"));
  }

  private static int execute(String... arguments) {
    return Main.commandLine().execute(arguments);
  }
}
