package org.reland.cli.argo;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Events of Argo Server: each has a {@code result}, or the {@code error} that ends the stream. */
final class ServerEvents implements AutoCloseable {
  private static final int GONE = 410;

  private final String what;
  private final EventStream stream;

  ServerEvents(String what, EventStream stream) {
    this.what = what;
    this.stream = stream;
  }

  /**
   * The next result; empty where the server has ended the stream.
   *
   * @throws ApiException where the connection broke or the server says that it failed
   */
  Optional<JsonNode> next() throws InterruptedException {
    Optional<JsonNode> event = stream.next();
    if (event.isEmpty() || !event.get().has("error")) {
      return event.map(each -> each.path("result"));
    }
    JsonNode error = event.get().path("error");
    String message = error.path("message").asString("");
    if (message.equals("EOF")) { // its own watch has ended
      return Optional.empty();
    }
    boolean forgotten = message.contains("too old resource version");
    int status = forgotten ? GONE : error.path("http_code").asInt(ApiException.UNREACHED);
    throw new ApiException(status, what, message);
  }

  @Override
  public void close() {
    stream.close();
  }
}
