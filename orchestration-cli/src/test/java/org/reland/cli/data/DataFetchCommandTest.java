package org.reland.cli.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.cli.data.Publication.PublishedFile;
import org.reland.cli.testing.CommandRun;
import org.reland.kit.error.BadDataException;
import org.reland.kit.progress.Progress;
import org.reland.kit.step.Steps;
import org.reland.kit.store.Digest;
import org.reland.workflows.configuration.Configuration;

/** Data sets from a server that has them: what is taken, what is refused, what is left behind. */
final class DataFetchCommandTest {
  private static final String REVIEWS = "reviews_Beauty_5.json.gz";
  private static final String META = "meta_Beauty.json.gz";

  private PublisherServer server;
  @TempDir private Path folder;

  @BeforeEach
  void start() throws IOException {
    server = new PublisherServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void nothingIsFetchedBeforeItsLicenceIsAccepted() throws IOException {
    CommandRun run = CommandRun.of("data", "fetch", "beauty", "--mirror", server.base());
    assertEquals(2, run.code());
    assertTrue(run.out().contains("asked to cite"), run.out());
    assertTrue(run.err().contains("--accept-licence"), run.err());
    assertEquals(List.of(), server.requests());
  }

  @Test
  void filesWithoutAPublishedDigestAreHeldAgainstTheFirstThatCame() throws IOException {
    byte[] reviews = gzip("{\"reviewerID\": \"a\"}\n");
    server.publish(REVIEWS, reviews, "\"r\"");
    server.publish(META, gzip("{'asin': '1'}\n"), "\"m\"");
    CommandRun first = fetch("beauty");
    assertEquals(0, first.code(), first.err());
    assertArrayEquals(reviews, Files.readAllBytes(folder.resolve(REVIEWS)));
    assertTrue(first.out().contains("reland run --config amazon-beauty --data"), first.out());

    int asked = server.requests().size();
    assertEquals(0, fetch("beauty").code());
    assertEquals(asked, server.requests().size(), "what is there is not fetched again");

    Files.delete(folder.resolve(REVIEWS));
    server.publish(REVIEWS, gzip("{\"reviewerID\": \"b\"}\n"), "\"other\"");
    CommandRun changed = fetch("beauty");
    assertEquals(65, changed.code());
    assertTrue(changed.err().contains(Digest.of(reviews)), changed.err());
    assertTrue(changed.err().contains("fetched.json"), changed.err());
    assertFalse(Files.exists(folder.resolve(REVIEWS)));
    assertFalse(Files.exists(Download.part(folder.resolve(REVIEWS))));
  }

  @Test
  void aFileThatIsCutOffOnTheServerIsRefused() throws IOException {
    byte[] whole = gzip("{\"reviewerID\": \"a\"}\n".repeat(500));
    server.publish(REVIEWS, Arrays.copyOf(whole, whole.length - 9), "\"r\"");
    CommandRun run = fetch("beauty");
    assertEquals(65, run.code());
    assertTrue(run.err().contains("cut off"), run.err());
    assertFalse(Files.exists(folder.resolve(REVIEWS)));
  }

  @Test
  void aFileOfAnotherDigestThanPublishedIsRefused() throws IOException {
    server.publish("ml-1m.zip", "not the archive".getBytes(StandardCharsets.UTF_8), "\"z\"");
    CommandRun run = fetch("ml-1m");
    assertEquals(65, run.code());
    assertTrue(run.err().contains("a6898adb50b9ca05"), run.err());
    assertFalse(Files.exists(folder.resolve("ml-1m.zip")));

    Files.writeString(folder.resolve("ml-1m.zip"), "by hand");
    CommandRun byHand = fetch("ml-1m");
    assertEquals(65, byHand.code());
    assertTrue(byHand.err().contains("Move it away"), byHand.err());
    assertEquals("by hand", Files.readString(folder.resolve("ml-1m.zip")));
  }

  @Test
  void aFileInThePlaceOfTheFolderIsAMistakeOfTheUser() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    CommandRun run =
        CommandRun.of(
            "data",
            "fetch",
            "beauty",
            "--accept-licence",
            "--to",
            file.toString(),
            "--mirror",
            server.base());
    assertEquals(78, run.code());
    assertTrue(run.err().contains("is no folder"), run.err());
  }

  @Test
  void anArchiveIsUnpackedWithoutItsFolders() throws Exception {
    byte[] archive =
        zip(Map.of("set/ratings.dat", "1::2::3::4", "set/README", "licence", "../evil", "no"));
    server.publish("set.zip", archive, "\"z\"");
    var file =
        new PublishedFile(
            "set.zip", Optional.of(Digest.of(archive)), List.of("ratings.dat", "README"));
    fetching(file);
    assertEquals("1::2::3::4", Files.readString(folder.resolve("ratings.dat")));
    assertEquals("licence", Files.readString(folder.resolve("README")));
    assertFalse(Files.exists(folder.resolveSibling("evil")));
    try (var files = Files.list(folder)) {
      assertEquals(
          Set.of(".lock", "set.zip", "ratings.dat", "README", "fetched.json"),
          new HashSet<>(files.map(path -> path.getFileName().toString()).toList()));
    }

    fetching(file); // what is there stays
    Files.writeString(folder.resolve("README"), "mine");
    BadDataException taken = assertThrows(BadDataException.class, () -> fetching(file));
    assertTrue(taken.getMessage().contains("move it away"), taken.getMessage());
    assertEquals("mine", Files.readString(folder.resolve("README")));
    Files.delete(folder.resolve("README"));

    var other =
        new PublishedFile("set.zip", Optional.of(Digest.of(archive)), List.of("movies.dat"));
    BadDataException missing = assertThrows(BadDataException.class, () -> fetching(other));
    assertTrue(missing.getMessage().contains("no movies.dat"), missing.getMessage());
  }

  @Test
  void everyDataSetHasAConfigurationThatNamesItsFiles() throws IOException {
    for (Publication publication : Publications.ALL) {
      Configuration configuration =
          Configuration.load(
              Path.of("../workflows/configs", publication.configuration() + ".yaml"),
              List.of(),
              Optional.of(emptyFiles(publication)),
              Steps.installed());
      Map<String, Object> ingest = configuration.sections().get("ingest");
      assertEquals(List.of(), missing(ingest.get("interactions")), publication.name());
      assertEquals(List.of(), missing(ingest.get("items")), publication.name());
    }
  }

  private static List<String> missing(Object files) {
    List<?> list = (List<?>) files;
    assertFalse(list.isEmpty());
    return list.stream().map(Object::toString).filter(f -> !Files.exists(Path.of(f))).toList();
  }

  /** A folder with empty files as fetching leaves them. */
  private Path emptyFiles(Publication publication) throws IOException {
    Path there = Files.createDirectories(folder.resolve(publication.name()));
    for (PublishedFile file : publication.files()) {
      Files.write(there.resolve(file.name()), new byte[0]);
      for (String entry : file.entries()) {
        Files.write(there.resolve(entry), new byte[0]);
      }
    }
    return there;
  }

  private CommandRun fetch(String name) {
    return CommandRun.of(
        "data",
        "fetch",
        name,
        "--accept-licence",
        "--mirror",
        server.base(),
        "--to",
        folder.toString());
  }

  private void fetching(PublishedFile file) throws IOException, InterruptedException {
    try (HttpClient client = Download.client(Download.Patience.USUAL)) {
      var download = new Download(client, Download.Patience.USUAL, Progress.silent());
      new Fetching(
              server.base(), folder, download, new PrintStream(OutputStream.nullOutputStream()))
          .fetch(List.of(file));
    }
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(Map<String, String> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
