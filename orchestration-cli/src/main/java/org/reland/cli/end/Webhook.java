package org.reland.cli.end;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.reland.kit.store.Json;

/**
 * Tells a web server how a run ended: a POST of JSON. Its address is a secret with many services,
 * so no message shows it.
 */
public final class Webhook {
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(2), Duration.ofSeconds(8));
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private Webhook() {}

  /** Posts; what goes wrong is said and goes no further. */
  public static void post(String url, RunOutcome outcome, PrintStream err) {
    post(url, outcome, err, PAUSES);
  }

  /** Tries again after each of the pauses. */
  static void post(String url, RunOutcome outcome, PrintStream err, List<Duration> pauses) {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .timeout(TIMEOUT)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(outcome)))
              .build();
      for (int i = 0; !settled(client, request, err) && i < pauses.size(); i++) {
        Thread.sleep(pauses.get(i));
      }
    } catch (IllegalArgumentException e) {
      err.println("webhook: RELAND_WEBHOOK_URL is no http or https address");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      err.println("webhook: interrupted, nobody was told");
    }
  }

  /** Whether there is no use in another try. */
  private static boolean settled(HttpClient client, HttpRequest request, PrintStream err)
      throws InterruptedException {
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status < 300) {
        return true;
      }
      err.println("webhook: answered " + status);
      // What the server has understood and refused, it will refuse again.
      return status >= 400 && status < 500 && status != 408 && status != 429;
    } catch (IOException e) {
      err.println("webhook: not reached: " + e.getClass().getSimpleName());
      return false;
    }
  }
}
