package org.reland.behavior.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Intake;
import org.reland.kit.artifact.Interaction;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.User;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.error.UserError;
import org.reland.kit.testing.StepHarness;

/** The same three interactions as people have them. */
final class SourcesTest {
  private static final List<Interaction> EXPECTED =
      List.of(
          new Interaction(0, 1, 1_709_281_800, 0, null, 4f),
          new Interaction(0, 0, 1_709_281_860, 1, null, 5f),
          new Interaction(1, 0, 1_709_281_830, 0, null, 3f));
  private static final List<Item> ITEMS =
      List.of(
          new Item(0, "12", "Amélie (2001)", "", List.of("Comedy", "Romance")),
          new Item(1, "7", "Heat", "", List.of("Crime")));

  @TempDir private Path folder;
  private StepHarness harness;

  @BeforeEach
  void openStore() {
    harness = StepHarness.in(folder.resolve("store"));
  }

  @Test
  void movieLensOneMillionAsPublished() throws IOException {
    write("ratings.dat", "1::7::4::1709281800\n1::12::5::1709281860\n2::12::3::1709281830\n");
    write(
        "movies.dat",
        "7::Heat::Crime\n12::Amélie (2001)::Comedy|Romance\n",
        StandardCharsets.ISO_8859_1);
    run("movielens", "ratings.dat", "movies.dat");
    holdsAll();
  }

  @Test
  void movieLensTwentyMillionAsPublished() throws IOException {
    write(
        "ratings.csv",
        "userId,movieId,rating,timestamp\r\n1,7,4.0,1709281800\r\n1,12,5.0,1709281860\r\n2,12,3.0,1709281830\r\n");
    write(
        "movies.csv",
        "movieId,title,genres\r\n7,Heat,Crime\r\n12,\"Amélie (2001)\",Comedy|Romance\r\n");
    run("movielens", "ratings.csv", "movies.csv");
    holdsAll();
  }

  @Test
  void amazonAsPublished() throws IOException {
    Files.write(
        folder.resolve("reviews.json.gz"),
        gzip(
            """
            {"reviewerID": "1", "asin": "7", "reviewText": "It's \\"fine\\"", "overall": 4.0, "unixReviewTime": 1709281800}
            {"reviewerID": "1", "asin": "12", "overall": 5.0, "unixReviewTime": 1709281860}
            {"reviewerID": "2", "asin": "12", "overall": 3.0, "unixReviewTime": 1709281830}
            """));
    Files.write(
        folder.resolve("meta.json.gz"),
        gzip(
            """
            {'asin': '7', 'title': 'Heat', 'categories': [['Crime'], ['Other', 'Path']], 'salesRank': {'Movies': 3}}
            {'asin': '12', 'title': "Am\\xe9lie (2001)", 'price': 9.95, 'categories': [['Comedy', 'Romance']]}
            """));
    run("amazon", "reviews.json.gz", "meta.json.gz");
    holdsAll();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "log.csv!userId,itemId,time,rating;1,7,1709281800,4;1,12,1709281860,5;2,12,1709281830,3",
        "log.tsv!USER~ITEM~WHEN~Stars;1~7~2024-03-01 08:30:00~4;1~12~2024-03-01 08:31:00~5;2~12~2024-03-01 08:30:30~3",
        "log.csv!customer_id,sku,ts,score;1,7,1709281800000,4;1,12,1709281860000,5;2,12,1709281830000,3",
        "log.jsonl!{'user':'1','item':'7','date':'2024-03-01T09:30:00+01:00','rating':4};{'user':'1','item':'12','date':'2024-03-01T08:31:00Z','rating':5};{'user':'2','item':'12','date':'2024-03-01T08:30:30Z','rating':3}",
      })
  void aTableUnderItsOwnNames(String name, String text) throws IOException {
    write(name, text.replace(';', '\n').replace('~', '\t').replace('\'', '"'));
    run(
        "table",
        Map.of("interactions", path(name), "time_column", text.contains("WHEN") ? "WHEN" : ""));
    assertEquals(EXPECTED, harness.rows(Artifacts.INTERACTIONS));
  }

  @Test
  void manyFilesInTheOrderOfTheirNamesPackedOrNot() throws IOException {
    String header = "user_id,item_id,timestamp,rating\n";
    Files.write(folder.resolve("day-1.csv.gz"), gzip(header + "1,7,1709281800,4\n"));
    Files.write(
        folder.resolve("day-2.csv.zst"),
        Zstd.compress((header + "1,12,1709281860,5\n").getBytes(StandardCharsets.UTF_8)));
    write("day-3.csv", header + "2,12,1709281830,3\n");
    run(
        "table",
        Map.of(
            "interactions",
            String.join(",", path("day-1.csv.gz"), path("day-2.csv.zst"), path("day-3.csv"))));
    assertEquals(EXPECTED, harness.rows(Artifacts.INTERACTIONS));
  }

  @Test
  void aFileWithoutNamesGetsThemFromTheConfiguration() throws IOException {
    write("log.csv", "1,7,4,1709281800\n1,12,5,1709281860\n2,12,3,1709281830\n");
    run(
        "table",
        Map.of("interactions", path("log.csv"), "columns", "user_id,item_id,rating,timestamp"));
    assertEquals(EXPECTED, harness.rows(Artifacts.INTERACTIONS));
  }

  @Test
  void onlyTheEventsThatAreAskedForAreTaken() throws IOException {
    write("log.csv", "user,item,event\n1,7,view\n1,12,buy\n2,12,view\n2,7,buy\n");
    run("table", Map.of("interactions", path("log.csv"), "events", "buy"));
    assertEquals(
        List.of("buy", "buy"),
        harness.rows(Artifacts.INTERACTIONS).stream().map(Interaction::event).toList());
    assertEquals(
        List.of(
            new Intake("read", 4, null, null, null),
            new Intake("left out: not in ingest.events", 2, null, null, "view"),
            new Intake("kept", 2, 2L, 2L, null)),
        harness.rows(Artifacts.INTAKE));
  }

  @Test
  void rowsThatCannotBeReadAreCountedWithTheirReasonUpToAsManyAsAreAllowed() throws IOException {
    write(
        "log.csv",
        "user,item,time,rating\n1,7,1709281800,4\n,7,1709281800,4\n1,12,soon,4\n1,12\n1,12,1709281860,5\n2,12,1709281830,x\n2,12,1709281830,3\n2,,1,1\n");
    run("table", Map.of("interactions", path("log.csv"), "max_bad_rows", "5"));
    assertEquals(EXPECTED, harness.rows(Artifacts.INTERACTIONS));
    assertEquals(
        List.of(
            new Intake("read", 8, null, null, null),
            new Intake(
                "left out, cannot be read: another number of fields than columns",
                1,
                null,
                null,
                path("log.csv")
                    + ":5: 2 fields between ',' where there are 4 columns (user, item, time, rating)"),
            new Intake(
                "left out, cannot be read: no id",
                2,
                null,
                null,
                path("log.csv") + ":3: column user: is empty: every row needs one"),
            new Intake(
                "left out, cannot be read: not a number",
                1,
                null,
                null,
                path("log.csv") + ":7: column rating: 'x' is not a number"),
            new Intake(
                "left out, cannot be read: not a time",
                1,
                null,
                null,
                path("log.csv")
                    + ":4: column time: 'soon' is not a number; ingest.time_format says how times are read"),
            new Intake("kept", 3, 2L, 2L, null)),
        harness.rows(Artifacts.INTAKE));
    UserError e =
        assertThrows(
            UserError.class,
            () -> run("table", Map.of("interactions", path("log.csv"), "max_bad_rows", "4")));
    assertTrue(
        e.getMessage().startsWith("more than ingest.max_bad_rows (4) rows cannot be read; 1 x"),
        e.getMessage());
    assertEquals(65, e.exitCode());
  }

  @Test
  void theAccountHoldsEveryRow() throws IOException {
    write(
        "log.csv",
        "user,item,time\nold,1,1600000000\n1,1,1709281800\n1,1,1709281800\n1,2,1709281800\n2,1,1709281800\n2,2,1709281900\n3,9,1709281900\n");
    write("items.csv", "item,title,categories\n1,One,A|B\n1,Again,C\n");
    run(
        "table",
        Map.of(
            "interactions", path("log.csv"),
            "items", path("items.csv"),
            "k_core", "2",
            "as_of", "2024-03-02T00:00:00Z",
            "window_days", "7"));
    assertEquals(
        List.of(
            new Intake("read", 7, null, null, null),
            new Intake("noted: items described twice", 1, null, null, null),
            new Intake("left out: outside ingest.as_of and window_days", 1, null, null, null),
            new Intake("left out: not in the 2-core (ingest.k_core)", 1, 1L, 1L, null),
            new Intake("kept", 5, 2L, 2L, null),
            new Intake(
                "noted: at the same time as the one before; the order of the file counts",
                2,
                null,
                null,
                null),
            new Intake("noted: of an item again", 1, null, null, null),
            new Intake("noted: of an item again at the same time", 1, null, null, null),
            new Intake("noted: of items that ingest.items lacks", 2, null, 1L, "2")),
        harness.rows(Artifacts.INTAKE));
    assertEquals("One", harness.rows(Artifacts.ITEMS).getFirst().title());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "log.csv!time_column=when!there is no column 'when', which ingest.time_column names",
        "log.csv!as_of=2024-01-01T00:00:00Z!has no column of times",
        "log.csv!events=buy!has no column of events",
        "log.xls!user_column=user!what form it has is told by its name",
      })
  void whatTheFileLacksIsSaid(String name, String setting, String message) throws IOException {
    write(name, "user,item\n1,2\n");
    String[] keyAndValue = setting.split("=", 2);
    UserError e =
        assertThrows(
            UserError.class,
            () -> run("table", Map.of("interactions", path(name), keyAndValue[0], keyAndValue[1])));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "source, generated, 'source: is generated, which reads no file'",
    "encoding, utf-9, 'encoding: ''utf-9'' is not known'",
    "encoding, utf-16, 'encoding: ''utf-16'' is not known'",
    "columns, 'a,a', 'columns: [a, a] names one of them twice'",
    "time_format, julian, 'time_format: is ''julian'', must be auto'",
  })
  void contradictionsAreMistakesOfTheConfiguration(String key, String value, String message)
      throws IOException {
    write("log.csv", "user,item\n1,2\n");
    Map<String, String> config = new HashMap<>(Map.of("interactions", path("log.csv")));
    config.put("source", "table");
    config.put(key, value);
    ConfigurationException e =
        assertThrows(ConfigurationException.class, () -> harness.run(new IngestStep(), config));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  private void holdsAll() {
    assertEquals(List.of(new User(0, "1"), new User(1, "2")), harness.rows(Artifacts.USERS));
    assertEquals(EXPECTED, harness.rows(Artifacts.INTERACTIONS));
    assertEquals(ITEMS, harness.rows(Artifacts.ITEMS));
  }

  private void run(String source, String interactions, String items) {
    run(source, Map.of("interactions", path(interactions), "items", path(items)));
  }

  private void run(String source, Map<String, String> more) {
    Map<String, String> config = new HashMap<>(Map.of("source", source, "k_core", "0"));
    config.putAll(more);
    config.values().removeIf(String::isEmpty);
    harness.run(new IngestStep(), config);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private void write(String name, String text) throws IOException {
    write(name, text, StandardCharsets.UTF_8);
  }

  private void write(String name, String text, Charset charset) throws IOException {
    Files.write(folder.resolve(name), text.getBytes(charset));
  }

  private static byte[] gzip(String text) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }
}
