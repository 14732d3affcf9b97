package org.reland.cli.init;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.cli.testing.CommandRun;
import org.reland.kit.step.Steps;
import org.reland.workflows.configuration.Configuration;

/** From files that nobody has seen before to a configuration that runs. */
final class InitCommandTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenReadsTheFiles() throws IOException {
    Path log = folder.resolve("Bestellungen 2024.csv");
    StringBuilder rows = new StringBuilder("Nr;Kunde;Artikel;Datum\n");
    for (int i = 0; i < 60; i++) {
      rows.append("%d;k%d;a%d;%02d.03.2024 08:30\n".formatted(i, i % 6, i % 7, 1 + i % 28));
    }
    Files.writeString(log, rows);
    Path items = folder.resolve("artikel.csv");
    Files.write(
        items,
        "Artikel;Bezeichnung;Gruppe\na0;Bürste;Bad|Bürsten\n"
            .getBytes(StandardCharsets.ISO_8859_1));
    CommandRun unclear = run("init", log.toString());
    assertEquals(2, unclear.code());
    assertTrue(unclear.err().contains("say --user-column NAME and --item-column NAME"));
    String out = folder.resolve("out").toString();
    CommandRun run =
        run(
            "init",
            log.toString(),
            "--items",
            items.toString(),
            "--out",
            out,
            "--user-column",
            "Kunde",
            "--item-column",
            "Artikel",
            "--time-column",
            "Datum",
            "--title-column",
            "Bezeichnung",
            "--categories-column",
            "Gruppe",
            "--encoding",
            "windows-1252");
    assertEquals(0, run.code(), run.toString());
    Path yaml = folder.resolve("out/Bestellungen-2024.yaml");
    Configuration configuration =
        Configuration.load(yaml, List.of(), Optional.empty(), Steps.installed());
    Map<String, Object> ingest = configuration.sections().get("ingest");
    assertEquals("d.M.yyyy H:mm", ingest.get("time_format"));
    assertEquals(List.of(log.toString()), ingest.get("interactions"));
    assertEquals("Kunde", ingest.get("user_column"));
    CommandRun ingested =
        run(
            "run",
            "--config",
            yaml.toString(),
            "--until",
            "ingest",
            "--store",
            folder.resolve("store").toString());
    assertEquals(0, ingested.code(), ingested.toString());
    CommandRun again =
        run(
            "init",
            log.toString(),
            "--out",
            out,
            "--user-column",
            "Kunde",
            "--item-column",
            "Artikel");
    assertEquals(2, again.code());
    assertTrue(again.err().contains("is there already"), again.err());
  }

  @Test
  void knownFormsNeedNothingToBeSaid() throws IOException {
    Files.writeString(folder.resolve("ratings.dat"), "1::7::4::1709281800\n2::7::5::1709281860\n");
    Files.writeString(folder.resolve("movies.dat"), "7::Heat::Crime\n");
    CommandRun run =
        run(
            "init",
            folder.resolve("ratings.dat").toString(),
            "--items",
            folder.resolve("movies.dat").toString(),
            "--out",
            folder.toString());
    assertEquals(0, run.code(), run.toString());
    assertTrue(Files.readString(folder.resolve("ratings.yaml")).contains("source: movielens\n"));
  }

  @Test
  void wordsInTheLogItselfSayWhatItemsAreAndRowsWithoutACustomerAreAllCounted() throws IOException {
    Path log = folder.resolve("sales.csv");
    StringBuilder rows = new StringBuilder("InvoiceNo;StockCode;Description;CustomerID\n");
    for (int i = 0; i < 12_000; i++) {
      rows.append("%d;a%d;LUNCH BAG %d;%s\n".formatted(i, i % 7, i % 7, i % 20 == 0 ? "" : i % 6));
    }
    Files.writeString(log, rows);
    CommandRun run = run("init", log.toString(), "--out", folder.toString());
    assertEquals(0, run.code(), run.toString());
    assertTrue(run.out().contains("title of items: Description, 7 different"), run.out());
    Configuration configuration = written("sales.yaml");
    assertEquals(List.of(log.toString()), configuration.sections().get("ingest").get("items"));
    assertEquals(600L, configuration.sections().get("ingest").get("max_bad_rows"));
    assertEquals(3, configuration.experiment().variants().size());
  }

  @Test
  void withoutAnyWordsTheRunGoesByIdsAndPaysForNoRationales() throws IOException {
    Path log = Files.writeString(folder.resolve("plain.csv"), "user,item,time\n1,2,1709281800\n");
    CommandRun run = run("init", log.toString(), "--out", folder.toString());
    assertEquals(0, run.code(), run.toString());
    assertTrue(run.out().contains("no file says in words what the items are"), run.out());
    assertEquals(List.of("id-only"), written("plain.yaml").experiment().variants());
  }

  private Configuration written(String name) throws IOException {
    return Configuration.load(folder.resolve(name), List.of(), Optional.empty(), Steps.installed());
  }

  @Test
  void timesThatCanBeReadInTwoWaysAreNamed() throws IOException {
    Path log = folder.resolve("log.csv");
    Files.writeString(log, "user,item,date\n1,2,03/04/2024\n1,3,05/06/2024\n");
    assertEquals(0, run("init", log.toString(), "--out", folder.toString()).code());
    String yaml = Files.readString(folder.resolve("log.yaml"));
    assertTrue(yaml.contains("so does d/M/yyyy: make sure which it is"), yaml);
    assertTrue(yaml.contains("time_format: \"M/d/yyyy\""), yaml);
  }

  @Test
  void whatCannotBeReadIsSaidAndNothingIsWritten() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.csv"), "");
    assertEquals(65, run("init", empty.toString(), "--out", folder.toString()).code());
    assertEquals(65, run("init", folder.resolve("none.csv").toString()).code());
    Path rowless = Files.writeString(folder.resolve("rowless.csv"), "user,item\n");
    CommandRun run = run("init", rowless.toString(), "--out", folder.toString());
    assertEquals(65, run.code());
    assertTrue(run.err().contains("holds no row"), run.err());
    assertFalse(Files.exists(folder.resolve("rowless.yaml")));
  }

  private static CommandRun run(String... words) {
    return CommandRun.of(words);
  }
}
