package org.reland.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.step.StepMain;
import org.reland.kit.store.Json;
import tools.jackson.databind.JsonNode;

/** The command as a user types it, on a small shop, with every step real. */
final class RunCommandTest {
  private static final String CONFIGURATION =
      """
      run: {name: small}
      ingest: {source: generated, shop_users: 200, shop_items: 150, users_per_part: 100}
      encode: {epochs: 2}
      prompt: {domain: shop}
      infer: {generator: offline}
      embed: {dimensions: 16}
      train: {epochs: 4}
      """;

  private static final Set<String> CELLS =
      Set.of("lightgcn-id-only-0", "lightgcn-features-0", "lightgcn-reland-0");

  @TempDir static Path folder;
  private static JsonNode first;

  @BeforeAll
  static void theFirstRun() throws IOException {
    Files.writeString(folder.resolve("small.yaml"), CONFIGURATION);
    first = run();
  }

  @Test
  void theSummaryHasTheFormThatScriptsRelyOn() throws IOException {
    JsonNode step = first.path("steps").get(0);
    assertEquals("ingest", step.path("name").asString());
    assertEquals(0, step.path("shard").asInt());
    assertTrue(step.path("seconds").isNumber() && step.path("rows").asInt() > 0);
    assertTrue(step.path("cached").isBoolean());
    assertEquals(3 * 3, first.path("metrics").size());
    for (String key :
        List.of("backbone", "variant", "repetition", "protocol", "masked", "k", "ndcg", "hr")) {
      assertTrue(first.path("metrics").get(0).has(key), key);
    }
    for (String key :
        List.of("backbone", "variant", "against", "metric", "gain", "low", "high", "p")) {
      assertTrue(first.path("tests").get(0).has(key), key);
    }
    for (String key : List.of("generator", "inferences", "tokens_in", "tokens_out", "seconds")) {
      assertTrue(first.path("cost").has(key), key);
    }
    assertEquals(20, first.path("cost").path("inferences").asInt());
    assertEquals(200, first.path("data").path("users").asInt());
    assertTrue(first.path("data").has("items") && first.path("data").has("interactions"));
    String report = Files.readString(folder.resolve("store/runs/small/report.html"));
    assertTrue(report.contains("<svg") && !report.contains("<script"));
    String key = first.path("artifacts").path("ingest").asString();
    assertTrue(Files.isDirectory(folder.resolve("store/ingest").resolve(key)), key);
    assertTrue(report.contains("<td>" + key + "</td>"), "the page tells of the steps too");
  }

  @Test
  void aSecondRunFindsEverythingDone() throws IOException {
    assertEquals(Set.of(), redone(run()));
  }

  @Test
  void otherEpochsRedoTrainAndWhatFollowsAndNothingElse() throws IOException {
    Set<String> expected = new TreeSet<>(Set.of("report"));
    CELLS.forEach(cell -> expected.addAll(Set.of("train-" + cell, "evaluate-" + cell)));
    assertEquals(expected, redone(run("--set", "train.epochs=5")));
  }

  @Test
  void aSettingOfTheFusionRedoesReLandAndNotTheVariantsWithoutIt() throws IOException {
    assertEquals(
        Set.of("train-lightgcn-reland-0", "evaluate-lightgcn-reland-0", "report"),
        redone(run("--set", "train.fusion_epochs=2")));
  }

  @Test
  void oneWordOfThePromptRedoesPromptAndWhatFollowsAndNothingElse() throws IOException {
    String template;
    try (var in = getClass().getResourceAsStream("/org/reland/reasoning/prompt/shop.txt")) {
      template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Path own = Files.writeString(folder.resolve("own.txt"), template);
    run("--set", "prompt.template_file=" + own);
    assertEquals(Set.of(), redone(run("--set", "prompt.template_file=" + own)));
    Files.writeString(own, template.replaceFirst("briefly", "shortly"));
    Set<String> redone = redone(run("--set", "prompt.template_file=" + own));
    assertTrue(redone.containsAll(Set.of("prompt", "infer")), redone.toString());
    for (String untouched : List.of("ingest", "split", "encode", "represent", "cluster")) {
      assertFalse(redone.contains(untouched), untouched);
    }
    assertFalse(redone.contains("train-lightgcn-id-only-0"));
    assertFalse(redone.contains("train-lightgcn-features-0"));
  }

  @Test
  void metricsOfOtherSettingsAreNotShownAsThisRuns() throws IOException {
    JsonNode summary = run("--set", "retrieve.by=both", "--until", "retrieve");
    assertFalse(summary.has("metrics"), summary.toString());
    assertEquals(65, execute("--set", "train.epochs=7", "--only", "report"));
    assertEquals(0, execute("--only", "report"));
  }

  @Test
  void anExperimentWithoutReLandPaysForNoRationale() throws IOException {
    Path store = folder.resolve("id-only");
    String variants = "experiment.variants=id-only";
    assertEquals(0, execute("--store", store.toString(), "--set", variants));
    JsonNode summary = summary(store);
    assertEquals(
        Set.of(
            "ingest", "split", "train-lightgcn-id-only-0", "evaluate-lightgcn-id-only-0", "report"),
        redone(summary));
    assertEquals(3, summary.path("metrics").size());
    assertEquals(0, execute("--store", store.toString(), "--set", variants + ",features"));
    assertEquals(
        Set.of("embed", "train-lightgcn-features-0", "evaluate-lightgcn-features-0", "report"),
        redone(summary(store)));
  }

  @Test
  void whatIsDoneAfreshServesThePlainRunAfterIt() throws IOException {
    Path store = folder.resolve("afresh");
    assertEquals(0, execute("--store", store.toString(), "--until", "split"));
    assertEquals(0, execute("--store", store.toString(), "--until", "cluster", "--fresh"));
    assertEquals(
        Set.of("ingest", "split", "encode", "represent", "cluster"), redone(summary(store)));
    assertEquals(0, execute("--store", store.toString(), "--until", "cluster"));
    assertEquals(Set.of(), redone(summary(store)));
  }

  @Test
  void aRunAfreshThatFailedGoesOnWhereItWas() throws IOException {
    Path store = folder.resolve("failed");
    Path replies = folder.resolve("replies.jsonl");
    Files.writeString(replies, "{\"user_id\": \"nobody\", \"response\": \"-\"}\n");
    String[] command = {
      "--store",
      store.toString(),
      "--until",
      "infer",
      "--fresh",
      "--set",
      "infer.generator=recorded",
      "--set",
      "infer.responses_file=" + replies
    };
    assertEquals(65, execute(command));
    IdealReplies.write(store, "small", replies);
    assertEquals(0, execute(command));
    assertEquals(Set.of("infer"), redone(summary(store)));
  }

  @Test
  void aStepRunsAloneInAProcessOfItsOwnAndTheRunGoesOnFromThere() throws Exception {
    Path store = folder.resolve("alone");
    assertEquals(0, execute("--store", store.toString(), "--until", "split"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                StepMain.class.getName(),
                "encode",
                "--run",
                store.resolve("runs/small").toUri().toString())
            .inheritIO()
            .start();
    assertEquals(0, process.waitFor());
    assertEquals(0, execute("--store", store.toString(), "--until", "represent"));
    assertEquals(Set.of("represent"), redone(summary(store)));
  }

  @Test
  void aRunThatWasOnlyPlannedIsNotFinished() {
    String store = folder.resolve("planned").toString();
    String yaml = folder.resolve("small.yaml").toString();
    assertEquals(
        0, Main.commandLine().execute("plan", "--save", "--config", yaml, "--store", store));
    assertEquals(65, Main.commandLine().execute("finish", "--run", store + "/runs/small"));
  }

  @Test
  void theRenderedWorkflowIsTheOneThatIsCommitted() {
    assertEquals(
        0,
        Main.commandLine()
            .execute(
                "render",
                "--config",
                "../workflows/configs/shop.yaml",
                "--out",
                "../workflows/argo/shop",
                "--check"));
  }

  @Test
  void mistakesEndWithTheirExitCodes() {
    assertEquals(2, Main.commandLine().execute("run", "--nonsense"));
    assertEquals(78, Main.commandLine().execute("run", "--config", "no-such-configuration"));
    assertEquals(78, execute("--set", "train.epoch=3"));
    assertEquals(2, execute("--until", "trian"));
    assertEquals(2, execute("--name", "../elsewhere"));
    assertEquals(78, execute("--set", "train.variant=reland"));
  }

  private static JsonNode run(String... more) throws IOException {
    assertEquals(0, execute(more));
    return summary(folder.resolve("store"));
  }

  private static JsonNode summary(Path store) throws IOException {
    return Json.mapper().readTree(Files.readAllBytes(store.resolve("runs/small/summary.json")));
  }

  private static int execute(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("run", "--config", folder.resolve("small.yaml").toString()));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--store")) {
      arguments.addAll(List.of("--store", folder.resolve("store").toString()));
    }
    return Main.commandLine().execute(arguments.toArray(String[]::new));
  }

  private static Set<String> redone(JsonNode summary) {
    Set<String> redone = new TreeSet<>();
    for (JsonNode step : summary.path("steps")) {
      if (!step.path("cached").asBoolean()) {
        redone.add(step.path("name").asString());
      }
    }
    return redone;
  }
}
