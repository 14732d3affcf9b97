package org.reland.cli.end;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reland.kit.store.Json;
import tools.jackson.databind.JsonNode;

final class RunOutcomeTest {
  private static final String FAILURES =
      "[{\"displayName\":\"train\",\"phase\":\"Failed\",\"message\":\"main: Error (exit code 78)\"}]";

  private static RunOutcome outcome(String failures) {
    return RunOutcome.of("reland-x", "Failed", failures, Path.of("/store/runs/reland-x"));
  }

  /** Argo gives the list once more as a JSON string. */
  @Test
  void failuresAreReadThatAreQuotedTwice() {
    String twice = Json.mapper().writeValueAsString(FAILURES);
    for (String failures : List.of(FAILURES, twice)) {
      assertEquals(
          List.of(new RunOutcome.Failure("train", "Failed", "main: Error (exit code 78)")),
          outcome(failures).failures());
    }
    String attempts =
        FAILURES.replace("train", "train(0)").replace("[", "[{\"displayName\":\"reland-x\"},");
    assertEquals(List.of(), outcome(attempts).failures(), "attempts, and the run itself");
    assertEquals(List.of(), outcome("").failures());
    assertEquals(List.of(), outcome("null").failures());
    assertEquals("?", outcome("{{workflow.failures}}").failures().getFirst().task());
  }

  private record Told(List<String> bodies, String err) {}

  /** Posts to a server that answers with these codes, one after the other. */
  private static Told post(int... codes) throws IOException {
    List<String> bodies = new ArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/secret-path",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(codes[bodies.size() - 1], -1);
          exchange.close();
        });
    server.start();
    var err = new ByteArrayOutputStream();
    try {
      Webhook.post(
          "http://localhost:" + server.getAddress().getPort() + "/secret-path",
          outcome(FAILURES),
          new PrintStream(err, true, StandardCharsets.UTF_8),
          List.of(Duration.ZERO, Duration.ZERO));
    } finally {
      server.stop(0);
    }
    return new Told(bodies, err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void theWebhookIsToldAgainWhereTheServerWasBusyAndNotWhereItRefused() throws IOException {
    Told busy = post(503, 429, 204);
    assertEquals(3, busy.bodies().size());
    JsonNode body = Json.mapper().readTree(busy.bodies().getLast());
    assertEquals("Failed", body.path("status").asString());
    assertTrue(body.path("text").asString().contains("train Failed: main: Error (exit code 78)"));
    assertFalse(busy.err().contains("secret-path"), "the address is a secret");
    assertEquals(1, post(404).bodies().size());
    assertEquals(3, post(500, 500, 500, 200).bodies().size());
  }
}
