package org.reland.cli.argo;

import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON objects that a server sends one by one: a line each, or server-sent events ({@code data:}
 * and an empty line).
 */
final class EventStream implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DATA = "data:";

  private final String what;
  private final LineStream lines;

  /**
   * The events of a stream, which is read at once.
   *
   * @param silence that is still believed
   */
  EventStream(String what, InputStream in, Duration silence) {
    this.what = what;
    this.lines = new LineStream(what, in, silence);
  }

  /**
   * The next event; empty where the server has ended the stream.
   *
   * @throws ApiException where the connection broke
   */
  Optional<JsonNode> next() throws InterruptedException {
    for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
      String text = line.get();
      String event = text.startsWith(DATA) ? text.substring(DATA.length()) : text;
      if (!event.isBlank() && !event.startsWith(":")) {
        return Optional.of(parsed(event));
      }
    }
    if (!lines.rest().isBlank()) {
      throw dropped("the stream broke off", null);
    }
    return Optional.empty();
  }

  private JsonNode parsed(String event) {
    try {
      return JSON.readTree(event);
    } catch (JacksonException e) {
      throw dropped(String.valueOf(e.getMessage()), e);
    }
  }

  private ApiException dropped(String why, @Nullable Exception cause) {
    return new ApiException(ApiException.UNREACHED, what, why, cause);
  }

  @Override
  public void close() {
    lines.close();
  }
}
