package org.reland.cli.argo;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lines that a server sends one by one, perhaps for hours. A stream that is silent for long is
 * ended, as a dead connection cannot be told from one on which nothing happens.
 */
final class LineStream implements AutoCloseable {
  private static final int AHEAD = 1000;

  /** What came: a line, or the end of the stream with what followed the last whole line. */
  private sealed interface Signal {
    record Line(String text) implements Signal {}

    record End(String rest, Optional<ApiException> failure) implements Signal {}
  }

  private final String what;
  private final InputStream in;
  private final Duration silence;
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>(AHEAD);
  private final Thread reading;
  private String rest = "";

  /**
   * The lines of a stream, which is read at once.
   *
   * @param silence that is still believed
   */
  LineStream(String what, InputStream in, Duration silence) {
    this.what = what;
    this.in = in;
    this.silence = silence;
    this.reading = Thread.ofVirtual().start(this::read);
  }

  /**
   * The next whole line; empty where the server, or {@link #close}, has ended the stream.
   *
   * @throws ApiException where the connection broke
   */
  Optional<String> next() throws InterruptedException {
    return switch (signals.poll(silence.toMillis(), TimeUnit.MILLISECONDS)) {
      case null -> throw dropped("nothing was heard", null);
      case Signal.Line(String text) -> Optional.of(text);
      case Signal.End(String last, Optional<ApiException> failure) -> {
        if (failure.isPresent()) {
          throw failure.get();
        }
        rest = last;
        yield Optional.empty();
      }
    };
  }

  /** What followed the last whole line, at the end. */
  String rest() {
    return rest;
  }

  private void read() {
    try {
      signals.put(lines());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private Signal.End lines() throws InterruptedException {
    try {
      LineReader lines = new LineReader(in);
      for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
        signals.put(new Signal.Line(line.get()));
      }
      return new Signal.End(lines.rest(), Optional.empty());
    } catch (IOException e) {
      return new Signal.End("", Optional.of(dropped(String.valueOf(e.getMessage()), e)));
    }
  }

  private ApiException dropped(String why, @Nullable Exception cause) {
    return new ApiException(ApiException.UNREACHED, what, why, cause);
  }

  /** Also wakes who waits for the next line. */
  @Override
  public void close() {
    reading.interrupt();
    signals.clear();
    var _ = signals.offer(new Signal.End("", Optional.empty()));
    try {
      in.close();
    } catch (IOException e) {
      return; // it was broken anyway
    }
  }
}
