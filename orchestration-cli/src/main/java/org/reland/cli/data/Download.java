package org.reland.cli.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.error.TemporaryException;
import org.reland.kit.progress.Progress;
import org.reland.kit.store.Json;
import tools.jackson.core.JacksonException;

/**
 * One file over HTTP. It grows under a name of its own, {@code .NAME.part}, and what has come is
 * kept: a connection that breaks off, a process that is killed, another call days later go on from
 * there, by a range request (RFC 9110, section 14) that holds only as long as the server has the
 * same file.
 */
final class Download {
  private static final Pattern RANGE = Pattern.compile("bytes (?:(\\d+)-\\d+|\\*)/(\\d+|\\*)");

  /**
   * How it is tried.
   *
   * @param connect until a server answers
   * @param silence of a server in the middle of a file before it is asked anew
   * @param tries without a single new byte before it is given up
   * @param pause before the second try; twice as long each time
   */
  record Patience(Duration connect, Duration silence, int tries, Duration pause) {
    static final Patience USUAL =
        new Patience(Duration.ofSeconds(30), Duration.ofSeconds(60), 6, Duration.ofSeconds(1));
  }

  /** Of which file of the server the part is; a file that changed is fetched from its beginning. */
  private record Begun(String url, String validator) {}

  private final HttpClient client;
  private final Patience patience;
  private final Progress progress;

  Download(HttpClient client, Patience patience, Progress progress) {
    this.client = client;
    this.patience = patience;
    this.progress = progress;
  }

  /** A client that follows a publisher who has moved. */
  static HttpClient client(Patience patience) {
    return HttpClient.newBuilder()
        .connectTimeout(patience.connect())
        .followRedirects(HttpClient.Redirect.NORMAL)
        .build();
  }

  /** Where a file grows. */
  static Path part(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".part");
  }

  private static Path note(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".part.json");
  }

  /** Forgets what has come of a file. */
  static void forget(Path file) throws IOException {
    Files.deleteIfExists(part(file));
    Files.deleteIfExists(note(file));
  }

  /**
   * Fetches what is still missing of a file.
   *
   * @return the whole of it, still under its name of its own
   * @throws BadDataException where the server does not have it
   * @throws TemporaryException where it could not be had; what has come is kept
   */
  Path fetch(URI url, Path file) throws IOException, InterruptedException {
    Path part = part(file);
    int failures = 0;
    long most = size(part);
    long pause = patience.pause().toMillis();
    while (true) {
      String failure;
      try {
        Optional<String> problem = attempt(url, file, part);
        if (problem.isEmpty()) {
          return part;
        }
        failure = problem.get();
      } catch (Broken e) {
        failure = String.valueOf(e.getMessage());
      }
      if (size(part) > most) { // than there ever was: a server without ranges begins at 0 each time
        most = size(part);
        failures = 0;
        pause = patience.pause().toMillis();
      }
      if (++failures >= patience.tries()) {
        throw new TemporaryException(
            "%s: %s; tried %d times%s"
                .formatted(
                    url,
                    failure,
                    failures,
                    size(part) == 0
                        ? ""
                        : ". %,d bytes are kept: the same command goes on from there"
                            .formatted(size(part))));
      }
      progress.note("%s; once more in %.1f s".formatted(failure, pause / 1000.0));
      Thread.sleep(pause);
      pause = Math.min(2 * pause, 60_000);
    }
  }

  /** The connection, not the disk. */
  private static final class Broken extends Exception {
    private static final long serialVersionUID = 1;

    Broken(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** One request; what went wrong, empty where the file is whole. */
  private Optional<String> attempt(URI url, Path file, Path part)
      throws IOException, InterruptedException, Broken {
    @Nullable Begun begun = begun(file);
    boolean goOn = begun != null && begun.url().equals(url.toString()) && size(part) > 0;
    long have = goOn ? size(part) : 0;
    // Bytes as they are: a file that ends in .gz stays packed.
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(patience.silence())
            .header("Accept-Encoding", "identity");
    if (goOn && begun != null) {
      request.header("Range", "bytes=" + have + "-").header("If-Range", begun.validator());
    }
    HttpResponse<InputStream> response;
    try {
      response = client.send(request.build(), BodyHandlers.ofInputStream());
    } catch (SSLException e) {
      throw new ConfigurationException(
          "%s: its certificate is not trusted (%s). Behind a proxy that opens connections, give Java its certificate: RELAND_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE"
              .formatted(url, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new Broken("%s is not reached (%s)".formatted(url.getHost(), cause(e)), e);
    }
    try (InputStream body = response.body()) {
      int status = response.statusCode();
      if (status == 206 && goOn && from(response) == have) {
        return copy(body, part, have, total(response), true);
      }
      if (status == 200) {
        note(url, file, response);
        long length = response.headers().firstValueAsLong("content-length").orElse(-1);
        return copy(body, part, 0, length, false);
      }
      if (status == 416 && goOn && total(response) == have) { // killed before it got its name
        return Optional.empty();
      }
      if (status == 206 || status == 416) { // of another file than the part is, or beyond its end
        forget(file);
        return Optional.of("what had come does not fit what is there now, begun anew");
      }
      if (status == 408 || status == 429 || status >= 500) {
        return Optional.of("the server answers " + status);
      }
      throw new BadDataException(
          "%s: the server answers %d: it may have moved. Fetch it by hand into %s, or name another server that has it with --mirror"
              .formatted(url, status, file.toAbsolutePath().getParent()));
    }
  }

  private static @Nullable Begun begun(Path file) throws IOException {
    if (!Files.exists(note(file))) {
      return null;
    }
    try {
      return Json.read(Files.readAllBytes(note(file)), Begun.class);
    } catch (JacksonException e) {
      return null; // half-written at a kill: the file is begun anew
    }
  }

  /** Without anything by which to know the file again, the next try begins at its beginning. */
  private static void note(URI url, Path file, HttpResponse<?> response) throws IOException {
    Optional<String> tag =
        response.headers().firstValue("etag").filter(value -> !value.startsWith("W/"));
    Optional<String> validator = tag.or(() -> response.headers().firstValue("last-modified"));
    forget(file);
    if (validator.isPresent()) {
      Files.write(note(file), Json.bytes(new Begun(url.toString(), validator.get())));
    }
  }

  private static long from(HttpResponse<?> response) {
    Matcher range = range(response);
    return range.matches() && range.group(1) != null ? Long.parseLong(range.group(1)) : -1;
  }

  private static long total(HttpResponse<?> response) {
    Matcher range = range(response);
    return range.matches() && !range.group(2).equals("*") ? Long.parseLong(range.group(2)) : -1;
  }

  private static Matcher range(HttpResponse<?> response) {
    return RANGE.matcher(response.headers().firstValue("content-range").orElse(""));
  }

  /** Writes what comes; says what is wrong where it ends too early. */
  private Optional<String> copy(InputStream body, Path part, long have, long total, boolean append)
      throws IOException, InterruptedException, Broken {
    long done = have;
    try (OutputStream out =
            append
                ? Files.newOutputStream(part, StandardOpenOption.APPEND)
                : Files.newOutputStream(part);
        Watch watch = new Watch(body, patience.silence())) {
      byte[] buffer = new byte[1 << 16];
      while (true) {
        int read;
        try {
          read = body.read(buffer);
        } catch (IOException e) {
          throw new Broken("broke off after %,d bytes (%s)".formatted(done, watch.reason(e)), e);
        }
        if (read < 0) {
          break;
        }
        watch.heard();
        out.write(buffer, 0, read);
        done += read;
        progress.advance(done, Math.max(total, 0), "bytes");
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    }
    if (total >= 0 && done != total) {
      return Optional.of("broke off after %,d of %,d bytes".formatted(done, total));
    }
    return Optional.empty();
  }

  /** The client names no cause where the name of a host is not known, or nobody listens. */
  private static String cause(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "no such host is known here; behind a proxy see reland data fetch --help";
      }
    }
    return reason(e) + "; behind a proxy see reland data fetch --help";
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  /** Ends a connection on which nothing comes any more: a read has no time limit of its own. */
  private static final class Watch implements AutoCloseable {
    private final Thread thread;
    private volatile long heard = System.nanoTime();
    private volatile boolean silent;

    Watch(InputStream body, Duration silence) {
      thread =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      long left = silence.toNanos();
                      while (left > 0) {
                        Thread.sleep(Duration.ofNanos(left));
                        left = silence.toNanos() - (System.nanoTime() - heard);
                      }
                      silent = true;
                      body.close();
                    } catch (InterruptedException | IOException e) {
                      // the file is whole, or the connection is gone already
                    }
                  });
    }

    void heard() {
      heard = System.nanoTime();
    }

    String reason(IOException e) {
      return silent ? "nothing came any more" : Download.reason(e);
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** Gives a fetched file its name. */
  static void finish(Path file) throws IOException {
    Files.move(part(file), file, StandardCopyOption.ATOMIC_MOVE);
    forget(file);
  }
}
