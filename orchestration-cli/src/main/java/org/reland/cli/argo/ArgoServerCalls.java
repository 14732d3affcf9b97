package org.reland.cli.argo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls of Argo Server's REST interface, their failures as {@link ApiException}. Definition: Argo's
 * OpenAPI document; streams are server-sent events, each with a {@code result} or an {@code error}.
 */
final class ArgoServerCalls implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration CONNECTING = Duration.ofSeconds(10);
  private static final Duration ANSWERING = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration SILENCE = Duration.ofMinutes(5);
  private static final int TRIES = 4;

  private final URI server;
  private final Optional<String> authorization;
  private final HttpClient http;

  /**
   * Calls to a server.
   *
   * @param server with the path under which it lies, if any
   * @param authorization value of the header; empty where the server wants none
   * @param trust whom to trust; empty for those whom the JDK trusts
   */
  ArgoServerCalls(URI server, Optional<String> authorization, Optional<SSLContext> trust) {
    this.server = server;
    this.authorization = authorization;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECTING);
    trust.ifPresent(builder::sslContext);
    this.http = builder.build();
  }

  URI server() {
    return server;
  }

  JsonNode get(String what, String path, Map<String, String> query) {
    return answer(what, request(path, query).GET().timeout(ANSWERING).build());
  }

  JsonNode send(String what, String method, String path, JsonNode body) {
    return answer(
        what,
        request(path, Map.of())
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
            .timeout(ANSWERING)
            .build());
  }

  /** A stream of events, which goes on until the server or the caller ends it. */
  ServerEvents events(String what, String path, Map<String, String> query) {
    HttpRequest request = request(path, query).header("Accept", "text/event-stream").GET().build();
    HttpResponse<InputStream> response =
        once(what, request, HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() / 100 == 2) {
      return new ServerEvents(what, new EventStream(what, response.body(), SILENCE));
    }
    try (InputStream body = response.body()) {
      throw refusal(
          what, response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ApiException(response.statusCode(), what, String.valueOf(e.getMessage()), e);
    }
  }

  private HttpRequest.Builder request(String path, Map<String, String> query) {
    String words =
        query.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    String base = server.toString().replaceFirst("/+$", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path + (words.isEmpty() ? "" : "?" + words)));
    authorization.ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * What the server answers. Asked again a few times where it was not reached: whatever is sent
   * here may be sent twice, since names are given and not made up.
   */
  private JsonNode answer(String what, HttpRequest request) {
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<String> response =
            once(what, request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() / 100 != 2) {
          throw refusal(what, response.statusCode(), response.body());
        }
        return JSON.readTree(response.body());
      } catch (JacksonException e) {
        throw new ApiException(
            ApiException.UNREACHED,
            what,
            "the answer is no JSON: is %s an Argo Server?".formatted(server),
            e);
      } catch (ApiException e) {
        if (!e.temporary() || attempt == TRIES) {
          throw e;
        }
        pause(what, FIRST_PAUSE.multipliedBy(1L << (attempt - 1)));
      }
    }
  }

  private static void pause(String what, Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw interrupted(what, e);
    }
  }

  private <T> HttpResponse<T> once(
      String what, HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (SSLException e) {
      throw new ApiException(ApiException.UNTRUSTED, what, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new ApiException(ApiException.UNREACHED, what, text(e), e);
    } catch (InterruptedException e) {
      throw interrupted(what, e);
    }
  }

  private static ApiException interrupted(String what, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ApiException(ApiException.UNREACHED, what, "interrupted", e);
  }

  private static String text(IOException e) {
    return e.getMessage() == null ? "the connection was refused" : e.getMessage();
  }

  /** The server says why in {@code message}; a proxy before it may say something else. */
  private static ApiException refusal(String what, int status, String body) {
    String message;
    try {
      message = JSON.readTree(body).path("message").asString(body);
    } catch (JacksonException e) {
      message = body;
    }
    return new ApiException(status, what, message.isBlank() ? "HTTP " + status : message.strip());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
