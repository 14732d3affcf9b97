package org.reland.cli.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.cli.testing.CommandRun;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ExitCode;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.Digest;
import org.reland.kit.store.FileStore;
import org.reland.kit.store.Json;
import org.reland.kit.store.Manifest;
import org.reland.kit.store.Refs;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

final class StoreCommandsTest {
  private static final byte[] BYTES = {1, 2, 3};

  @TempDir Path folder;
  private Refs refs;

  /** Three versions of a name: the artifacts k1, k2, k2. */
  @BeforeEach
  void store() throws IOException {
    FileStore store = FileStore.at(folder.resolve("store"));
    refs = new Refs(store);
    for (String key : List.of("k1", "k2")) {
      store.put("index/" + key + "/pool/part-00000.parquet", BYTES);
      var part = new Manifest.Part("pool/part-00000.parquet", Digest.of(BYTES), 1, 3);
      var output = Manifest.Output.of(false, null, List.of(part));
      store.put(
          "index/" + key + "/_manifest.json",
          Json.bytes(
              new Manifest(
                  Manifest.FORMAT,
                  "index",
                  1,
                  key,
                  Map.of(),
                  Map.of(),
                  Map.of("pool", output),
                  Map.of())));
    }
    set(1, "k1");
    set(2, "k2");
    set(3, "k2");
  }

  private void set(int version, String key) throws IOException {
    refs.set(
        "shop/pool",
        new Refs.Ref(
            version, "index", key, key, "run " + version, "2026-01-0" + version, "", Map.of()));
  }

  private int execute(Object command, String... words) {
    CommandLine line = new CommandLine(command);
    line.setExecutionExceptionHandler((failure, c, parsed) -> ExitCode.of(failure, System.err));
    String[] all = new String[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--store";
    all[words.length + 1] = folder.resolve("store").toString();
    return line.execute(all);
  }

  @Test
  void aRollbackGoesToTheLastVersionThatMeantSomethingElseAndKeepsItsAge() throws IOException {
    assertEquals(0, execute(new RollbackCommand(), "shop/pool"));
    Refs.Ref current = refs.get("shop/pool").orElseThrow();
    assertEquals(4, current.version());
    assertEquals("k1", current.key());
    assertEquals("2026-01-01", current.at());
    assertEquals(0, execute(new RollbackCommand(), "shop/pool", "--to", "3"));
    assertEquals("k2", refs.get("shop/pool").orElseThrow().key());
    assertEquals(5, refs.history("shop/pool").size(), "nothing is lost");
  }

  @Test
  void namesAreListedForScripts() {
    String store = folder.resolve("store").toString();
    CommandRun all = CommandRun.of("refs", "--store", store, "--json");
    JsonNode current = Json.mapper().readTree(all.out());
    assertEquals("shop/pool", current.get("name").asString());
    assertEquals(3, current.get("version").asInt());
    assertEquals("k2", current.get("key").asString());
    CommandRun history = CommandRun.of("refs", "shop/pool", "--store", store, "--json");
    assertEquals(3, history.out().lines().count());
    CommandRun back = CommandRun.of("rollback", "shop/pool", "--store", store, "--json");
    JsonNode said = Json.mapper().readTree(back.out());
    assertEquals(4, said.get("version").asInt());
    assertEquals(1, said.get("of").asInt());
    assertEquals("", CommandRun.of("refs", "--store", folder.toString(), "--json").out());
  }

  @Test
  void aRollbackToWhatIsNotThereIsRefused() throws IOException {
    assertEquals(65, execute(new RollbackCommand(), "shop/pool", "--to", "9"));
    assertEquals(2, execute(new RollbackCommand(), "shop/pol"));
    Files.delete(folder.resolve("store/index/k1/_manifest.json"));
    assertEquals(65, execute(new RollbackCommand(), "shop/pool"));
    assertEquals(3, refs.history("shop/pool").size());
  }

  @Test
  void anArtifactIsCopiedAndOneThatIsDamagedIsNot() throws IOException {
    Path out = folder.resolve("out");
    String[] words = {"pool", "--ref", "shop/pool", "--out", out.toString()};
    assertEquals(0, execute(new GetCommand(), words));
    assertArrayEquals(BYTES, Files.readAllBytes(out.resolve("pool/part-00000.parquet")));
    assertEquals(2, execute(new GetCommand(), "matches", "--ref", "shop/pool"));
    assertEquals(2, execute(new GetCommand(), "pool"));
    Files.delete(out.resolve("pool/part-00000.parquet"));
    Files.write(folder.resolve("store/index/k2/pool/part-00000.parquet"), new byte[] {1, 2, 4});
    assertEquals(65, execute(new GetCommand(), words));
    assertFalse(Files.exists(out.resolve("pool/part-00000.parquet")));
  }

  @Test
  void aFolderKeepsWhatRunsRelyOnAndTheProbeLeavesNothingBehind() throws IOException {
    FileStore store = FileStore.at(folder.resolve("store"));
    List<String> before = store.list("");
    assertEquals(0, execute(new InStoreCommand(), "[\"probe\"]"));
    assertEquals(before, store.list(""));
  }

  @Test
  void aLeaseIsAnotherProcessesUntilThatIsKilled() throws IOException {
    FileStore store = FileStore.at(folder.resolve("store"));
    LeaseHolder holder = LeaseHolder.of(store, "_tmp/lease").orElseThrow();
    assertTrue(store.lease("_tmp/lease").isEmpty());
    assertTrue(LeaseHolder.of(store, "_tmp/lease").isEmpty());
    holder.close();
    ArtifactStore.Lease mine = store.lease("_tmp/lease").orElseThrow();
    assertTrue(LeaseHolder.of(store, "_tmp/lease").isEmpty());
    mine.close();
  }

  /** What a pod prints of a file, other lines between, is that file again. */
  @Test
  void filesPassThroughALog() throws IOException {
    byte[] bytes = new byte[20_000];
    new Random(1).nextBytes(bytes);
    FileStore store = FileStore.at(folder.resolve("store"));
    Path part = folder.resolve("store/index/k2/pool/part-00000.parquet");
    Files.write(part, bytes);
    var output =
        Manifest.Output.of(
            false,
            null,
            List.of(
                new Manifest.Part("pool/part-00000.parquet", Digest.of(bytes), 1, bytes.length)));
    var manifest =
        new Manifest(1, "index", 1, "k2", Map.of(), Map.of(), Map.of("pool", output), Map.of());
    var log = new ByteArrayOutputStream();
    new FileLines(new PrintStream(log, true, StandardCharsets.UTF_8))
        .write(new ArtifactSource("pool", manifest), store);
    List<String> lines = new ArrayList<>(log.toString(StandardCharsets.UTF_8).lines().toList());
    assertTrue(lines.stream().allMatch(line -> line.length() < 16_000));
    lines.addFirst("something else");
    Path out = folder.resolve("out");
    var others = new ByteArrayOutputStream();
    var reader = new FileLines.Reader(out, new PrintStream(others, true, StandardCharsets.UTF_8));
    lines.forEach(reader::line);
    reader.complete();
    assertArrayEquals(bytes, Files.readAllBytes(out.resolve("pool/part-00000.parquet")));
    assertTrue(others.toString(StandardCharsets.UTF_8).startsWith("something else"));

    var cut = new FileLines.Reader(folder.resolve("cut"), System.out);
    lines.subList(0, lines.size() - 1).forEach(cut::line);
    assertThrows(BadDataException.class, cut::complete);
    var changed = new FileLines.Reader(folder.resolve("changed"), System.out);
    lines.remove(2);
    assertThrows(BadDataException.class, () -> lines.forEach(changed::line));
    assertFalse(Files.exists(folder.resolve("changed/pool/part-00000.parquet")));
  }

  /** The working folder is where files go if nothing else is said. */
  @Test
  void filesComeIntoAFolderHoweverItIsCalledAndNeverBesideIt() throws IOException {
    Path here = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "files");
    for (Path out :
        List.of(
            Path.of(""),
            Path.of("."),
            Path.of("..", Path.of("").toAbsolutePath().getFileName().toString()))) {
      String file = here.resolve("report.html").toString();
      var reader = new FileLines.Reader(out, System.out);
      lines(file).forEach(reader::line);
      reader.complete();
      assertArrayEquals(BYTES, Files.readAllBytes(Path.of(file)));
      Files.delete(Path.of(file));
    }
    Files.delete(here);
    for (String file : List.of("../report.html", "a/../../report.html", "/tmp/report.html")) {
      for (Path out : List.of(Path.of(""), Path.of("."), Path.of(".."), folder)) {
        var reader = new FileLines.Reader(out, System.out);
        BadDataException e =
            assertThrows(BadDataException.class, () -> lines(file).forEach(reader::line));
        assertTrue(e.getMessage().contains("outside"), e.getMessage());
      }
    }
  }

  private static List<String> lines(String file) {
    return List.of(
        "reland-file-begin " + file,
        Base64.getEncoder().encodeToString(BYTES),
        "reland-file-end " + Digest.of(BYTES));
  }

  @Test
  void aPodTakesStoreCommandsAsAListOfWordsAndNoOthers() {
    assertEquals(0, execute(new InStoreCommand(), "[\"refs\", \"shop/pool\"]"));
    assertEquals(2, execute(new InStoreCommand(), "[\"run\"]"));
    assertEquals(2, execute(new InStoreCommand(), "refs"));
    assertEquals(2, execute(new InStoreCommand(), "[\"refs\", \"shop/pol\"]"));
  }

  @Test
  void refsListsNamesAndNeverMakesAStore() {
    assertEquals(0, execute(new RefsCommand()));
    assertEquals(0, execute(new RefsCommand(), "shop/pool"));
    Path missing = folder.resolve("missing");
    CommandLine line = new CommandLine(new RefsCommand());
    line.setExecutionExceptionHandler((failure, c, parsed) -> ExitCode.of(failure, System.err));
    assertEquals(65, line.execute("--store", missing.toString()));
    assertFalse(Files.exists(missing));
  }
}
