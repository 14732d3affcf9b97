package org.reland.cli.argo;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.reland.kit.error.BadDataException;
import tools.jackson.core.JacksonException;

/** Calls of the Kubernetes client, their failures as {@link ApiException}. */
final class KubernetesCalls {
  /** Who changes fields, as the API server notes it. */
  static final String FIELD_MANAGER = "reland";

  private static final int SECONDS = 30;

  private final KubernetesClient client;

  KubernetesCalls(KubernetesClient client) {
    this.client = client;
  }

  <T> T call(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (KubernetesClientException e) {
      throw failure(what, e);
    }
  }

  /** Where the client says that there is none by giving null. */
  <T> T find(String what, Supplier<@Nullable T> call) {
    T found = call(what, call);
    if (found == null) {
      throw new ApiException(
          404, what, what.replaceFirst("get (\\S+) (.*)", "$1 \"$2\" not found"));
    }
    return found;
  }

  static ApiException failure(String what, KubernetesClientException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return new ApiException(
            ApiException.UNTRUSTED, what, String.valueOf(cause.getMessage()), e);
      }
    }
    if (e.getCode() > 0) {
      Status status = e.getStatus();
      String message = status == null ? null : status.getMessage();
      return new ApiException(e.getCode(), what, message == null ? text(e) : message, e);
    }
    return new ApiException(ApiException.UNREACHED, what, text(e), e);
  }

  private static String text(Throwable failure) {
    Throwable inner = failure;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    String message = inner.getMessage();
    return message == null || message.isEmpty() ? inner.getClass().getSimpleName() : message;
  }

  /**
   * Sends the manifest as it stands, so that the server reads it by its own rules: it sees a
   * boolean where YAML 1.1 does, and refuses what stands twice. The typed way would read it first.
   */
  void serverSideApply(Manifest manifest, String namespace, boolean force) {
    String what = "apply " + manifest.title();
    String path =
        "%s/namespaces/%s/%s/%s?fieldManager=%s&fieldValidation=Strict&force=%s"
            .formatted(
                group(manifest.apiVersion()),
                namespace,
                plural(manifest),
                URLEncoder.encode(manifest.name(), StandardCharsets.UTF_8),
                FIELD_MANAGER,
                force);
    HttpClient http = client.getHttpClient();
    HttpRequest request =
        http.newHttpRequestBuilder()
            .uri(url(path))
            .method("PATCH", "application/apply-patch+yaml", manifest.text())
            .build();
    HttpResponse<String> response = send(what, http, request, String.class);
    if (!response.isSuccessful()) {
      String message = message(response, String.valueOf(response.body()));
      throw new ApiException(isMistyped(message) ? 422 : response.code(), what, message);
    }
  }

  /** Below the server's own path, if it has one: proxies before many clusters give each its own. */
  private String url(String path) {
    return client.getMasterUrl().toString().replaceFirst("/+$", "") + path;
  }

  /**
   * A field of the wrong type, or unknown: the server says of these too that it has failed, 500.
   */
  private static boolean isMistyped(String message) {
    return message.startsWith("failed to create typed patch object");
  }

  /**
   * Asks for something as JSON.
   *
   * @param accept media type of the answer
   * @param body JSON that is posted; null: it is a GET
   */
  String json(String what, String path, String accept, @Nullable String body) {
    HttpClient http = client.getHttpClient();
    HttpRequest.Builder request =
        http.newHttpRequestBuilder().uri(url(path)).header("Accept", accept);
    if (body != null) {
      request.method("POST", "application/json", body);
    }
    HttpResponse<String> response = send(what, http, request.build(), String.class);
    String text = String.valueOf(response.body());
    if (!response.isSuccessful()) {
      throw new ApiException(response.code(), what, message(response, text));
    }
    return text;
  }

  /** The body of an answer that may go on for hours. */
  InputStream stream(String what, String path) {
    HttpClient http = client.getHttpClient();
    HttpRequest request = http.newHttpRequestBuilder().uri(url(path)).build();
    HttpResponse<InputStream> response = send(what, http, request, InputStream.class);
    if (response.isSuccessful()) {
      return response.body();
    }
    try (InputStream body = response.body()) {
      String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      throw new ApiException(response.code(), what, message(response, text));
    } catch (IOException e) {
      throw new ApiException(response.code(), what, response.message(), e);
    }
  }

  private static <T> HttpResponse<T> send(
      String what, HttpClient http, HttpRequest request, Class<T> type) {
    try {
      return http.sendAsync(request, type).get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw failure(what, new KubernetesClientException(text(e), e));
    } catch (TimeoutException e) {
      throw new ApiException(ApiException.UNREACHED, what, "no answer within 30 s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException(ApiException.UNREACHED, what, "interrupted", e);
    }
  }

  private String message(HttpResponse<?> response, String body) {
    try {
      Status status = client.getKubernetesSerialization().unmarshal(body, Status.class);
      return status.getMessage() == null ? response.message() : status.getMessage();
    } catch (JacksonException | KubernetesClientException e) {
      return response.message();
    }
  }

  private static String group(String apiVersion) {
    return apiVersion.contains("/") ? "/apis/" + apiVersion : "/api/" + apiVersion;
  }

  /** By Kubernetes' own habit, which holds for all that a rendered pipeline may need. */
  private static String plural(Manifest manifest) {
    if (manifest.name().isEmpty()) {
      throw new BadDataException(
          "%s: a %s without a name cannot be applied".formatted(manifest.place(), manifest.kind()));
    }
    String kind = manifest.kind().toLowerCase(Locale.ROOT);
    if (kind.endsWith("y")) {
      return kind.substring(0, kind.length() - 1) + "ies";
    }
    return kind.endsWith("s") ? kind + "es" : kind + "s";
  }
}
