package org.reland.cli.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.cli.testing.CommandRun;
import org.reland.kit.store.Json;
import tools.jackson.databind.JsonNode;

/** What a run has made, looked at. */
final class ArtifactsCommandTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void run() throws IOException {
    StringBuilder log = new StringBuilder("user,item,time\n");
    for (int u = 0; u < 60; u++) {
      for (int i = 0; i < 6; i++) {
        log.append("u%02d,\"i,%02d\",%d\n".formatted(u, (u + i * i) % 30, 1_700_000_000 + i));
      }
    }
    StringBuilder items = new StringBuilder("item,title,categories\n");
    for (int i = 0; i < 30; i++) {
      items.append("\"i,%02d\",\"Thing \"\"%d\"\"\",All|Kind %d\n".formatted(i, i, i % 4));
    }
    Files.writeString(folder.resolve("log.csv"), log);
    Files.writeString(folder.resolve("items.csv"), items);
    Files.writeString(
        folder.resolve("run.yaml"),
        """
        run: {name: own}
        ingest: {source: table, interactions: log.csv, items: items.csv, k_core: 0}
        encode: {epochs: 2}
        embed: {dimensions: 8}
        """);
    CommandRun run =
        CommandRun.of(
            "run",
            "--config",
            folder.resolve("run.yaml").toString(),
            "--until",
            "retrieve",
            "--store",
            store());
    assertEquals(0, run.code(), run.toString());
  }

  @Test
  void everythingThatWasWrittenIsListedWithWhereItLies() throws IOException {
    CommandRun list = look("list");
    assertEquals(0, list.code(), list.toString());
    List<String> pool = list.out().lines().filter(l -> l.startsWith("index ")).toList();
    assertEquals(1, pool.size());
    String place = pool.getFirst().replaceFirst(".* ", "");
    assertTrue(Files.isDirectory(Path.of(store(), place)), place);
    assertTrue(list.out().contains("not done"), "what is behind retrieve");
    CommandRun json = look("list", "--json");
    assertTrue(
        json.out()
            .lines()
            .anyMatch(l -> l.contains("\"interactions\"") && l.contains("\"rows\":360")),
        json.out());
  }

  @Test
  void aTableIsShownOrGivenAsCsv() {
    CommandRun csv = look("show", "items", "--csv", "--rows", "2");
    assertEquals(
        "item,id,title,brand,categories\r\n0,\"i,00\",\"Thing \"\"0\"\"\",,All|Kind 0\r\n1,\"i,01\",\"Thing \"\"1\"\"\",,All|Kind 1\r\n",
        csv.out());
    CommandRun shown = look("show", "users", "--rows", "1");
    assertEquals("user  id\n0     u00\n1 of 60 rows\n", shown.out());
    assertEquals(361, look("show", "interactions", "--csv").out().lines().count());
  }

  @Test
  void aUserIsExplained() {
    CommandRun run = CommandRun.of("explain", "u07", "--run", "own", "--store", store());
    assertEquals(0, run.code(), run.toString());
    assertTrue(run.out().contains("    Thing \"7\"  (All > Kind 3)"), run.out());
    assertTrue(run.out().contains("  seed u"), run.out());
    assertTrue(run.out().contains("Categories: "), run.out());
    CommandRun unknown = CommandRun.of("explain", "x", "--run", "own", "--store", store());
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("called like u00, u01, u02"), unknown.err());
  }

  @Test
  void scriptsGetAnObjectALine() {
    List<JsonNode> rows =
        look("show", "items", "--json").out().lines().map(Json.mapper()::readTree).toList();
    assertEquals(30, rows.size());
    assertEquals("Thing \"1\"", rows.get(1).get("title").asString());
    assertEquals("Kind 1", rows.get(1).get("categories").get(1).asString());
    assertEquals(2, look("show", "items", "--json", "--csv").code());

    CommandRun run = CommandRun.of("explain", "u07", "--run", "own", "--store", store(), "--json");
    JsonNode user = Json.mapper().readTree(run.out());
    assertEquals("Thing \"7\"", user.get("history").get(0).get("title").asString());
    JsonNode match = user.get("matches").get(0);
    assertTrue(match.get("similarity").asDouble() <= 1.001, match.toString());
    assertTrue(match.get("step2").asString().contains("Categories: "), match.toString());
  }

  @Test
  void whatIsNoTableOrNotThereIsSaid() {
    assertTrue(look("show", "report").err().contains("has no report yet"));
    assertTrue(look("show", "mathces").err().contains("did you mean matches"));
  }

  private static String store() {
    return folder.resolve("store").toString();
  }

  private static CommandRun look(String... words) {
    List<String> all = new ArrayList<>(List.of("artifacts"));
    all.addAll(List.of(words));
    all.addAll(List.of("--run", "own", "--store", store()));
    return CommandRun.of(all.toArray(String[]::new));
  }
}
