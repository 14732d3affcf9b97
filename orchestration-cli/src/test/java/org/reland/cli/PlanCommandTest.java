package org.reland.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
    assertEquals(List.of("retrieve"), after(node(plan, "train-lightgcn-reland-0")));
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
    assertEquals("small", plan.get("times_from").get(0).asString());
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
    assertTrue(over.err().contains("4 requests are expected, 3 may be"), over.err());
    assertFalse(Files.exists(folder.resolve("store/runs/kept")));
    assertEquals(0, planned("small", with(change, "--budget", "4 requests")).code());
    assertTrue(Files.exists(folder.resolve("store/runs/kept/run.json")));
    JsonNode asking = plan("small", "--set", "sample.size=4", "--price", "1000,2000").get("asking");
    double cost =
        (1000 * asking.get("tokens_in").asDouble() + 2000 * asking.get("tokens_out").asDouble())
            / 1e6;
    assertEquals(cost, asking.get("cost").asDouble(), 1e-9);
    String[] priced = with(change, "--price", "1000,2000", "--budget");
    assertEquals(78, planned("small", with(priced, "%.4f".formatted(cost * .9))).code());
    assertEquals(0, planned("small", with(priced, "%.4f".formatted(cost * 1.1))).code());
    assertEquals(78, planned("small", with(change, "--budget", "0.1k tokens")).code());
    assertEquals(0, planned("small", with(change, "--budget", "1M tokens")).code());
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
