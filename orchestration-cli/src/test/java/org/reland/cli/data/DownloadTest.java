package org.reland.cli.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.cli.data.Download.Patience;
import org.reland.cli.data.PublisherServer.Fault;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.TemporaryException;
import org.reland.kit.progress.Progress;

/** Files come whole over connections that do not hold. */
final class DownloadTest {
  private static final int LENGTH = 300_000;
  private static final Patience QUICK =
      new Patience(Duration.ofSeconds(5), Duration.ofMillis(800), 3, Duration.ofMillis(10));

  private final byte[] content = new byte[LENGTH];
  private PublisherServer server;
  @TempDir private Path folder;

  @BeforeEach
  void publish() throws IOException {
    new Random(7).nextBytes(content);
    server = new PublisherServer();
    server.publish("file.gz", content, "\"one\"");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aConnectionThatBreaksOffIsTakenUpWhereItWas() throws Exception {
    server.fail(new Fault.CutAfter(100_000), new Fault.Status(503), new Fault.CutAfter(50_000));
    Path part = fetch();
    assertArrayEquals(content, Files.readAllBytes(part));
    List<String> requests = server.requests();
    assertEquals(4, requests.size());
    assertEquals("", requests.getFirst());
    // The client hands on what it has read of a connection that ends; at most that is asked for.
    assertTrue(from(requests.get(1)) > 0 && from(requests.get(1)) <= 100_000, requests::toString);
    assertEquals(requests.get(1), requests.get(2));
    assertTrue(from(requests.get(3)) > from(requests.get(2)), requests::toString);
  }

  @Test
  void whatCameIsKeptForAnotherDay() throws Exception {
    server.fail(new Fault.CutAfter(200_000));
    server.fail(new Fault.Status(500), new Fault.Status(429), new Fault.Status(500));
    TemporaryException failure = assertThrows(TemporaryException.class, this::fetch);
    assertTrue(failure.getMessage().contains("the same command goes on"), failure.getMessage());
    long kept = Files.size(Download.part(folder.resolve("file.gz")));
    assertTrue(kept > 0);
    assertArrayEquals(content, Files.readAllBytes(fetch()));
    assertEquals("bytes=" + kept + "-", server.requests().getLast());
  }

  @Test
  void aFileThatHasChangedIsBegunAnew() throws Exception {
    server.fail(new Fault.CutAfter(200_000));
    server.fail(new Fault.Status(500), new Fault.Status(500), new Fault.Status(500));
    assertThrows(TemporaryException.class, this::fetch);
    byte[] other = new byte[150_000];
    new Random(8).nextBytes(other);
    server.publish("file.gz", other, "\"two\"");
    assertArrayEquals(other, Files.readAllBytes(fetch()));
  }

  @Test
  void aPartThatIsLongerThanTheFileIsBegunAnew() throws Exception {
    server.fail(new Fault.CutAfter(200_000));
    server.fail(new Fault.Status(500), new Fault.Status(500), new Fault.Status(500));
    assertThrows(TemporaryException.class, this::fetch);
    Files.write(Download.part(folder.resolve("file.gz")), new byte[LENGTH + 10]);
    assertArrayEquals(content, Files.readAllBytes(fetch()));
  }

  @Test
  void aPartThatIsWholeIsNotFetchedAgain() throws Exception {
    server.fail(new Fault.CutAfter(200_000));
    server.fail(new Fault.Status(500), new Fault.Status(500));
    assertThrows(TemporaryException.class, this::fetch);
    Files.write(Download.part(folder.resolve("file.gz")), content);
    int before = server.requests().size();
    assertArrayEquals(content, Files.readAllBytes(fetch()));
    assertEquals(List.of("bytes=" + LENGTH + "-"), server.requests().subList(before, before + 1));
    assertEquals(before + 1, server.requests().size());
  }

  @Test
  void aServerWithoutRangesThatNeverComesToTheEndIsGivenUp() {
    server.forgetRanges();
    for (int i = 0; i < 20; i++) {
      server.fail(new Fault.CutAfter(100_000), new Fault.CutAfter(200_000));
    }
    assertThrows(TemporaryException.class, this::fetch);
    assertTrue(server.requests().size() < 10, server.requests()::toString);
  }

  @Test
  void aServerWithoutRangesIsAskedForTheWhole() throws Exception {
    server.forgetRanges();
    server.fail(new Fault.CutAfter(100_000), new Fault.CutAfter(200_000));
    assertArrayEquals(content, Files.readAllBytes(fetch()));
    assertEquals(List.of("", "", ""), server.requests());
  }

  @Test
  void aConnectionOnWhichNothingComesIsGivenUp() throws Exception {
    server.fail(new Fault.SilentAfter(100_000));
    assertArrayEquals(content, Files.readAllBytes(fetch()));
    assertEquals(2, server.requests().size());
  }

  @Test
  void aFileThatIsNotThereIsNotTriedAgain() {
    BadDataException failure =
        assertThrows(BadDataException.class, () -> fetch(server.base() + "other.gz"));
    assertTrue(failure.getMessage().contains("404"), failure.getMessage());
    assertEquals(1, server.requests().size());
  }

  @Test
  void aServerThatIsNotThereIsTemporary() {
    String base = server.base();
    server.close();
    TemporaryException failure =
        assertThrows(TemporaryException.class, () -> fetch(base + "file.gz"));
    assertTrue(failure.getMessage().contains("tried 3 times"), failure.getMessage());
    assertFalse(failure.getMessage().contains("are kept"), failure.getMessage());
  }

  @Test
  void itLeavesNothingBesideTheFile() throws Exception {
    fetch();
    Path file = folder.resolve("file.gz");
    Download.finish(file);
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
    assertFalse(Files.exists(Download.part(file)));
  }

  private static int from(String range) {
    return Integer.parseInt(range.replaceAll("\\D", ""));
  }

  private Path fetch() throws IOException, InterruptedException {
    return fetch(server.base() + "file.gz");
  }

  private Path fetch(String url) throws IOException, InterruptedException {
    try (HttpClient client = Download.client(QUICK)) {
      return new Download(client, QUICK, Progress.silent())
          .fetch(URI.create(url), folder.resolve("file.gz"));
    }
  }
}
