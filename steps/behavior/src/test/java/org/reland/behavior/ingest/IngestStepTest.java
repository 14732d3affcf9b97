package org.reland.behavior.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reland.behavior.testing.RealData;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Interaction;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.User;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.error.UserError;
import org.reland.kit.store.Manifest;
import org.reland.kit.testing.StepHarness;

final class IngestStepTest {
  @TempDir Path folder;
  private StepHarness harness;

  @BeforeEach
  void openStore() {
    harness = StepHarness.in(folder.resolve("store"));
  }

  @Test
  void sortsHistoriesByTimeKeepsFileOrderInTiesAndCountsThem() throws IOException {
    Manifest manifest =
        run(
            """
            user_id:token\titem_id:token\ttimestamp:float\tevent:token\trating:float
            bob\tx\t30\tclick\t1
            ann\tz\t20\tbuy\t5
            ann\ty\t20\tclick\t4.5
            bob\tx\t10\tview\t2
            ann\tx\t-3.5\tclick\t3
            """,
            Map.of("k_core", "0"));
    assertEquals(
        List.of(
            new Interaction(0, 0, -4, 0, "click", 3f),
            new Interaction(0, 2, 20, 1, "buy", 5f),
            new Interaction(0, 1, 20, 2, "click", 4.5f),
            new Interaction(1, 0, 10, 0, "view", 2f),
            new Interaction(1, 0, 30, 1, "click", 1f)),
        harness.rows(Artifacts.INTERACTIONS));
    assertEquals(List.of(new User(0, "ann"), new User(1, "bob")), harness.rows(Artifacts.USERS));
    assertEquals(1.0, manifest.facts().get("ties"));
    assertEquals(1.0, manifest.facts().get("repeats"));
  }

  @Test
  void readsTheDataAsItWasAtAnInstantAsFarBackAsTheWindowReaches() throws IOException {
    String file =
        """
        user_id:token\titem_id:token\ttimestamp:float
        ann\tx\t0
        ann\ty\t86399
        ann\tz\t86400
        bob\tx\t172799.5
        bob\ty\t172800
        """;
    Map<String, String> day =
        Map.of("k_core", "0", "as_of", "1970-01-03T00:00:00Z", "window_days", "1");
    Manifest manifest = run(file, day);
    assertEquals(
        List.of(86400L, 172799L),
        harness.rows(Artifacts.INTERACTIONS).stream().map(Interaction::time).toList());
    assertEquals(3.0, manifest.facts().get("outside_window"));
    run(file, Map.of("k_core", "0", "as_of", "1970-01-03T00:00:00Z"));
    assertEquals(4, harness.rows(Artifacts.INTERACTIONS).size());
    run(file, Map.of("k_core", "0", "window_days", "1"));
    assertEquals(
        List.of(86400L, 172799L, 172800L),
        harness.rows(Artifacts.INTERACTIONS).stream().map(Interaction::time).sorted().toList(),
        "without an instant the window ends where the data does");
    var timeless =
        assertThrows(
            BadDataException.class, () -> run("user_id:token\titem_id:token\na\tb\n", day));
    assertTrue(timeless.getMessage().contains("no column of times"), timeless.getMessage());
    var empty =
        assertThrows(
            BadDataException.class,
            () -> run(file, Map.of("k_core", "0", "as_of", "1960-01-01T00:00:00Z")));
    assertTrue(empty.getMessage().contains("as_of"), empty.getMessage());
  }

  @Test
  void withoutTimesTheOrderOfTheFileIsTheOrderInTime() throws IOException {
    run(
        """
        user_id:token\titem_id:token
        a\tq
        b\tq
        a\tp
        """,
        Map.of("k_core", "0"));
    assertEquals(
        List.of(
            new Interaction(0, 1, 0, 0, null, null),
            new Interaction(0, 0, 2, 1, null, null),
            new Interaction(1, 1, 1, 0, null, null)),
        harness.rows(Artifacts.INTERACTIONS));
  }

  @Test
  void joinsTheWordsOfItemsAndKeepsTheWholeCatalogueWhereTheCoreIsOff() throws IOException {
    Files.writeString(
        folder.resolve("shop.item"),
        """
        item_id:token\ttitle:token_seq\tbrand:token\tcategories:token_seq
        y\tRed Lip Stick\tOPI\tBeauty > Makeup >  Lips

        a\tÜnsold\t\t
        """);
    Manifest manifest =
        run(
            """
            user_id:token\titem_id:token
            u\ty
            u\tz
            """,
            Map.of("k_core", "0", "items", folder.resolve("shop.item").toString()));
    assertEquals(
        List.of(
            new Item(0, "a", "Ünsold", "", List.of()),
            new Item(1, "y", "Red Lip Stick", "OPI", List.of("Beauty", "Makeup", "Lips")),
            new Item(2, "z", "", "", List.of())),
        harness.rows(Artifacts.ITEMS));
    assertEquals(1.0, manifest.facts().get("items_without_words"));
  }

  @Test
  void cutsPartsAtWholeUsers() throws IOException {
    StringBuilder file = new StringBuilder("user_id:token\titem_id:token\n");
    for (int user = 0; user < 5; user++) {
      file.append("u%d\tx\nu%d\ty\n".formatted(user, user));
    }
    Manifest manifest = run(file.toString(), Map.of("k_core", "0", "users_per_part", "2"));
    assertEquals(
        List.of(4L, 4L, 2L),
        manifest.outputs().get("interactions").parts().stream().map(Manifest.Part::rows).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | :0: the file is empty",
        "user_id:token,item_id | shop.inter:1: header field 'item_id' must be name:type",
        "user_id:token,item_id:word | header field 'item_id:word' must be name:type",
        "user_id:token,user_id:token | header field 'user_id:token' must be name:type",
        "user_id:token,thing:token | no column is called item_id, itemid",
        "user_id:token,item_id:token;a | shop.inter:2: 1 tab-separated fields where there are 2 columns (user_id, item_id)",
        "user_id:token,item_id:token;;a,b,c | shop.inter:3: 3 tab-separated fields",
        "user_id:token,item_id:token;a,' ' | shop.inter:2: column item_id: is empty",
        "user_id:token,item_id:token,timestamp:float;a,b,soon | shop.inter:2: column timestamp: 'soon' is not a time like",
        "user_id:token,item_id:token,timestamp:float;a,b,NaN | column timestamp: 'NaN', read as",
        "user_id:token,item_id:token,timestamp:float;a,b,1e18 | '1e18', read as milliseconds, is not a time",
        "user_id:token,item_id:token,rating:float;a,b,1;a,c,x | shop.inter:3: column rating: 'x' is not a number",
        "user_id:token,item_id:token | there is no interaction in",
        "user_id:token,item_id:token;a,b | Lower ingest.k_core (now 5)",
      })
  void saysWhatIsWrongAndWhere(String file, String message) {
    String text = file.replace(',', '\t').replace(';', '\n').replace("' '", " ");
    UserError e = assertThrows(UserError.class, () -> run(text, Map.of()));
    assertEquals(65, e.exitCode());
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void namesTheLineThatIsNotUtf8() throws IOException {
    byte[] bytes =
        "user_id:token\titem_id:token\na\tb\nc\td?\n".getBytes(StandardCharsets.US_ASCII);
    bytes[bytes.length - 2] = (byte) 0xC3;
    Files.write(folder.resolve("shop.inter"), bytes);
    BadDataException e = assertThrows(BadDataException.class, () -> run(Map.of()));
    assertTrue(e.getMessage().contains("shop.inter:3: byte 4 is not UTF-8"), e.getMessage());
  }

  @Test
  void readsWindowsLineEndsAndAByteOrderMark() throws IOException {
    run("\uFEFFuser_id:token\titem_id:token\r\nu\tx\r\n", Map.of("k_core", "0"));
    assertEquals(List.of(new Item(0, "x", "", "", List.of())), harness.rows(Artifacts.ITEMS));
  }

  @Test
  void failsWhereTheCountsAreNotTheExpectedOnes() {
    String file = "user_id:token\titem_id:token\nu\tx\n";
    BadDataException e =
        assertThrows(
            BadDataException.class, () -> run(file, Map.of("k_core", "0", "expect_items", "2")));
    assertTrue(e.getMessage().contains("1 users, 1 items, 1 interactions"), e.getMessage());
  }

  @Test
  void recboleNeedsAFile() {
    ConfigurationException e =
        assertThrows(
            ConfigurationException.class,
            () -> harness.run(new IngestStep(), Map.of("source", "recbole")));
    assertTrue(e.getMessage().contains("interactions"), e.getMessage());
  }

  @Test
  void theGeneratedShopIsKeptWhole() {
    harness.run(new IngestStep(), Map.of());
    assertEquals(2000, harness.rows(Artifacts.USERS).size());
    assertEquals(2400, harness.rows(Artifacts.ITEMS).size());
  }

  @Test
  void sameSeedSameBytes() {
    Manifest one = StepHarness.in(folder.resolve("1")).run(new IngestStep(), Map.of());
    Manifest two = StepHarness.in(folder.resolve("2")).run(new IngestStep(), Map.of());
    assertEquals(one.outputs(), two.outputs());
  }

  @Test
  void beautyHasThePapersCounts() {
    Manifest manifest = harness.run(new IngestStep(), RealData.beautyIngest());
    assertEquals(22_363.0, manifest.facts().get("users"));
    assertEquals(12_101.0, manifest.facts().get("items"));
    assertEquals(198_502.0, manifest.facts().get("interactions"));
    assertEquals(0.0, manifest.facts().get("ties"));
  }

  private Manifest run(String file, Map<String, String> more) throws IOException {
    Files.writeString(folder.resolve("shop.inter"), file);
    return run(more);
  }

  private Manifest run(Map<String, String> more) {
    Map<String, String> config = new HashMap<>(more);
    config.put("source", "recbole");
    config.put("interactions", folder.resolve("shop.inter").toString());
    return harness.run(new IngestStep(), config);
  }
}
