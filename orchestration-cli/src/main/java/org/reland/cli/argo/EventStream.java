package org.reland.cli.argo;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON objects that a server sends one by one: a line each, or server-sent events ({@code data:}
 * and an empty line). A stream that is silent for long is ended, as a dead connection cannot be
 * told from one on which nothing happens.
 */
final class EventStream implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DATA = "data:";
  private static final int AHEAD = 1000;

  /** What came: an event, or the end of the stream. */
  private sealed interface Signal {
    record Event(JsonNode event) implements Signal {}

    record End(Optional<ApiException> failure) implements Signal {}
  }

  private final String what;
  private final InputStream in;
  private final Duration silence;
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>(AHEAD);
  private final Thread reading;

  /**
   * The events of a stream, which is read at once.
   *
   * @param silence that is still believed
   */
  EventStream(String what, InputStream in, Duration silence) {
    this.what = what;
    this.in = in;
    this.silence = silence;
    this.reading = Thread.ofVirtual().start(this::read);
  }

  /**
   * The next event; empty where the server has ended the stream.
   *
   * @throws ApiException where the connection broke
   */
  Optional<JsonNode> next() throws InterruptedException {
    return switch (signals.poll(silence.toMillis(), TimeUnit.MILLISECONDS)) {
      case null -> throw dropped("nothing was heard", null);
      case Signal.Event(JsonNode event) -> Optional.of(event);
      case Signal.End(Optional<ApiException> failure) -> {
        if (failure.isPresent()) {
          throw failure.get();
        }
        yield Optional.empty();
      }
    };
  }

  private void read() {
    try {
      signals.put(new Signal.End(events()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  /** Why the stream ended; empty where it just did. */
  private Optional<ApiException> events() throws InterruptedException {
    try {
      LineReader lines = new LineReader(in);
      for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
        String text = line.get();
        String event = text.startsWith(DATA) ? text.substring(DATA.length()) : text;
        if (!event.isBlank() && !event.startsWith(":")) {
          signals.put(new Signal.Event(JSON.readTree(event)));
        }
      }
      return lines.rest().isBlank()
          ? Optional.empty()
          : Optional.of(dropped("the stream broke off", null));
    } catch (IOException | JacksonException e) {
      return Optional.of(dropped(String.valueOf(e.getMessage()), e));
    }
  }

  private ApiException dropped(String why, @Nullable Exception cause) {
    return new ApiException(ApiException.UNREACHED, what, why, cause);
  }

  @Override
  public void close() {
    reading.interrupt();
    try {
      in.close();
    } catch (IOException e) {
      return; // it was broken anyway
    }
  }
}
