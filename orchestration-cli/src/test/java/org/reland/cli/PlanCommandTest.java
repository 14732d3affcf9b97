package org.reland.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.cli.testing.CommandRun;
import org.reland.kit.store.Json;
import tools.jackson.databind.JsonNode;

/** What a plan expects, held against what the store says of runs that were made. */
final class PlanCommandTest {
  private static final int USERS = 60;
  private static final int SEEDS = 6;

  @TempDir private static Path folder;

  /** Runs one pipeline as far as the rationales. */
  @BeforeAll
  static void run() throws IOException {
    configuration("small", USERS);
    configuration("large", 3 * USERS);
    CommandRun run =
        CommandRun.of(
            "run", "--config", file("small.yaml"), "--until", "infer", "--store", store());
    assertEquals(0, run.code(), run.toString());
  }

  private static void configuration(String name, int users) throws IOException {
    StringBuilder log = new StringBuilder("user,item,time\n");
    for (int u = 0; u < users; u++) {
      for (int i = 0; i < 6; i++) {
        log.append("u%03d,i%02d,%d\n".formatted(u, (u + i * i) % 30, 1_700_000_000 + i));
      }
    }
    StringBuilder items = new StringBuilder("item,title,categories\n");
    for (int i = 0; i < 30; i++) {
      items.append("i%02d,Thing %d,All|Kind %d\n".formatted(i, i, i % 4));
    }
    Files.writeString(folder.resolve(name + ".csv"), log);
    Files.writeString(folder.resolve("items.csv"), items);
    Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        run: {name: %s}
        ingest: {source: table, interactions: %s.csv, items: items.csv, k_core: 0}
        encode: {epochs: 2}
        embed: {dimensions: 8}
        """
            .formatted(name, name));
  }

  @Test
  void whatIsDoneIsDoneAndTheRestIsOpenBehindIt() {
    JsonNode plan = plan("small");
    assertEquals("done", node(plan, "infer").get("state").asString());
    assertEquals("to do", node(plan, "embed").get("state").asString());
    assertEquals("open", node(plan, "index").get("state").asString());
    assertEquals(
        List.of("retrieve", "train-lightgcn-features-0"),
        after(node(plan, "train-lightgcn-reland-0")));
    assertEquals(
        List.of("train-lightgcn-reland-0"), after(node(plan, "evaluate-lightgcn-reland-0")));
    assertTrue(plan.get("asking").isNull(), "nothing is asked where the answers are there");
    assertTrue(plan.get("seconds").isNull(), "nobody has trained here yet");
  }

  @Test
  void theTimeIsTheOneThatItTookLast() throws IOException {
    JsonNode plan = plan("small", "--set", "encode.epochs=3");
    assertEquals(took("encode"), node(plan, "encode").get("seconds").asDouble(), 1e-9);
    assertEquals(0, node(plan, "split").get("seconds").asDouble());
    assertTrue(plan.get("times_from").toString().contains("\"small under other settings\""));
    JsonNode same = plan("small", "--set", "run.seed=5");
    assertEquals("[\"small\"]", same.get("times_from").toString());
  }

  @Test
  void ofTwoRunsTheOneWithTheSameSettingsTellsTheTime() throws IOException {
    String own = folder.resolve("two").toString();
    for (int epochs : new int[] {1, 4}) {
      CommandRun run =
          CommandRun.of(
              "run",
              "--config",
              file("small.yaml"),
              "--until",
              "encode",
              "--store",
              own,
              "--name",
              "epochs" + epochs,
              "--set",
              "encode.epochs=" + epochs);
      assertEquals(0, run.code(), run.toString());
    }
    for (int epochs : new int[] {1, 4}) {
      CommandRun planned =
          CommandRun.of(
              "plan",
              "--config",
              file("small.yaml"),
              "--store",
              own,
              "--json",
              "--name",
              "third",
              "--set",
              "encode.epochs=" + epochs,
              "--set",
              "run.seed=5");
      JsonNode from = Json.mapper().readTree(planned.out()).get("times_from");
      assertTrue(from.toString().contains("\"epochs" + epochs + "\""), planned.toString());
    }
  }

  @Test
  void seedsOfAFileAreCountedAsTheStepReadsThem() throws IOException {
    Path seeds = folder.resolve("seeds.txt.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(seeds))) {
      out.write("u001\n\nu002\nu003\n".getBytes(StandardCharsets.UTF_8));
    }
    JsonNode plan =
        plan("small", "--set", "sample.strategy=fixed", "--set", "sample.file=" + seeds);
    assertEquals(3, plan.get("asking").get("requests").asInt());
  }

  @Test
  void anotherPipelineTakesLongerByItsInteractions() throws IOException {
    JsonNode before = plan("large");
    assertTrue(node(before, "encode").get("seconds").isNull(), "how large it is is not known");
    assertTrue(before.get("asking").get("requests").isNull());
    CommandRun refused = planned("large", "--budget", "5 requests");
    assertEquals(65, refused.code());
    assertTrue(refused.err().contains("--until sample"), refused.err());

    CommandRun ingested =
        CommandRun.of(
            "run", "--config", file("large.yaml"), "--until", "ingest", "--store", store());
    assertEquals(0, ingested.code(), ingested.toString());
    JsonNode after = plan("large");
    assertEquals(3 * took("encode"), node(after, "encode").get("seconds").asDouble(), 1e-9);
    assertEquals(3 * SEEDS, after.get("asking").get("requests").asInt());
  }

  @Test
  void whatIsAskedIsCountedFromThePromptsWhereTheyAreWritten() {
    List<JsonNode> prompts =
        CommandRun.of(
                "artifacts", "show", "prompts", "--run", "small", "--json", "--store", store())
            .out()
            .lines()
            .map(Json.mapper()::readTree)
            .toList();
    long tokens = prompts.stream().mapToLong(prompt -> prompt.get("tokens").asLong()).sum();
    JsonNode written = plan("small", "--set", "infer.generator=recorded", "--set", responses());
    assertEquals(prompts.size(), written.get("asking").get("requests").asInt());
    assertEquals(tokens, written.get("asking").get("tokens_in").asLong());
    assertEquals("recorded", written.get("asking").get("generator").asString());
    assertFalse(written.get("asking").get("asks_model").asBoolean());

    JsonNode other = plan("small", "--set", "sample.size=4");
    assertEquals(4, other.get("asking").get("requests").asInt());
    assertEquals(
        Math.round(4.0 * tokens / prompts.size()), other.get("asking").get("tokens_in").asLong());
  }

  @Test
  void aBudgetIsHeldAndNothingIsSavedWhereItIsNot() {
    String[] change = {"--set", "sample.size=4", "--name", "kept", "--save"};
    CommandRun over = planned("small", with(change, "--budget", "3 requests"));
    assertEquals(78, over.code());
    assertTrue(over.err().contains("asked for 4 requests, and 3 may be"), over.err());
    assertFalse(Files.exists(folder.resolve("store/runs/kept")));
    assertEquals(0, planned("small", with(change, "--budget", "4 requests")).code());
    assertTrue(Files.exists(folder.resolve("store/runs/kept/run.json")));
    JsonNode asking = plan("small", "--set", "sample.size=4", "--price", "1000,2000").get("asking");
    double cost =
        (1000 * asking.get("tokens_in").asDouble() + 2000 * asking.get("tokens_out").asDouble())
            / 1e6;
    assertEquals(cost, asking.get("cost").asDouble(), 1e-9);
    String[] priced = with(change, "--price", "1000,2000", "--budget");
    assertEquals(
        78, planned("small", with(priced, String.format(Locale.ROOT, "%.4f", cost * .9))).code());
    assertEquals(
        0, planned("small", with(priced, String.format(Locale.ROOT, "%.4f", cost * 1.1))).code());
    assertEquals(78, planned("small", with(change, "--budget", "0.1k tokens")).code());
    assertEquals(0, planned("small", with(change, "--budget", "1M tokens")).code());
  }

  @Test
  void whatIsWrongWithAnEarlierRunIsNoReasonNotToPlan() throws IOException {
    Path own = folder.resolve("damaged");
    CommandRun run =
        CommandRun.of(
            "run", "--config", file("small.yaml"), "--until", "split", "--store", own.toString());
    assertEquals(0, run.code(), run.toString());
    Files.createDirectories(own.resolve("runs/older"));
    Files.writeString(own.resolve("runs/older/run.json"), "{");
    Files.createDirectories(own.resolve("runs/ancient"));
    Files.writeString(
        own.resolve("runs/ancient/run.json"),
        "{\"name\": \"ancient\", \"seed\": 1, \"config\": {}, \"nodes\": []}");
    Files.writeString(own.resolve("runs/small/nodes/ingest.json"), "{");
    Files.writeString(own.resolve("runs/small/nodes/split.json"), "{");
    CommandRun plan =
        CommandRun.of(
            "plan",
            "--config",
            file("small.yaml"),
            "--set",
            "split.hold_out=false",
            "--name",
            "next",
            "--json",
            "--store",
            own.toString());
    assertEquals(0, plan.code(), plan.toString());
    assertTrue(
        node(Json.mapper().readTree(plan.out()), "split").get("seconds").isNull(), plan.out());
  }

  @Test
  void whatIsNoAmountIsRefused() {
    for (String wrong : List.of("much", "-1 tokens", "3 calls", "1,5M tokens", "3")) {
      CommandRun run = planned("small", "--set", "sample.size=4", "--budget", wrong);
      assertEquals(2, run.code(), wrong + ": " + run);
      assertTrue(run.err().contains("--budget"), run.err());
    }
    assertEquals(2, planned("small", "--price", "0.15").code());
  }

  private static String responses() {
    try {
      Path file = folder.resolve("responses.jsonl");
      Files.writeString(file, "{\"user_id\": \"u000\", \"response\": \"x\"}\n");
      return "infer.responses_file=" + file;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** As the store has it, read without the code under test. */
  private static double took(String step) throws IOException {
    double seconds = 0;
    try (Stream<Path> files = Files.walk(folder.resolve("store").resolve(step))) {
      for (Path file : files.filter(f -> f.getParent().endsWith("_shards")).toList()) {
        seconds += Json.mapper().readTree(file).get("seconds").asDouble();
      }
    }
    return seconds;
  }

  private static JsonNode node(JsonNode plan, String name) {
    for (JsonNode node : plan.get("nodes")) {
      if (node.get("node").asString().equals(name)) {
        return node;
      }
    }
    throw new AssertionError("no node " + name + " in " + plan);
  }

  private static List<String> after(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.get("after").forEach(name -> names.add(name.asString()));
    return names;
  }

  private static JsonNode plan(String configuration, String... words) {
    CommandRun run = planned(configuration, with(words, "--json"));
    assertEquals(0, run.code(), run.toString());
    return Json.mapper().readTree(run.out());
  }

  private static CommandRun planned(String configuration, String... words) {
    String[] plan = {"plan", "--store", store(), "--config", file(configuration + ".yaml")};
    return CommandRun.of(with(plan, words));
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  private static String file(String name) {
    return folder.resolve(name).toString();
  }

  private static String store() {
    return folder.resolve("store").toString();
  }
}
