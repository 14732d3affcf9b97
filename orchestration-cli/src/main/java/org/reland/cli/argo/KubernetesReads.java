package org.reland.cli.argo;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reland.kit.store.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Looks at what lies beside the workflows, and asks who may do what; changes nothing. */
public final class KubernetesReads {
  private static final String JSON = "application/json";
  private static final String METADATA =
      "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
  private static final String REVIEWS = "/apis/authorization.k8s.io/v1/";

  private final KubernetesClient client;
  private final KubernetesCalls calls;

  KubernetesReads(KubernetesClient client, KubernetesCalls calls) {
    this.client = client;
    this.calls = calls;
  }

  public String namespace() {
    return client.getConfiguration().getNamespace();
  }

  public String server() {
    return client.getConfiguration().getMasterUrl();
  }

  /**
   * What lies there, or empty where nothing does.
   *
   * @param path such as {@code /api/v1/namespaces/x}
   * @throws ApiException of every refusal but 404
   */
  public Optional<JsonNode> get(String path) {
    return find(path, JSON);
  }

  /** The same without the content: names, labels, times. */
  public Optional<JsonNode> metadata(String path) {
    return find(path, METADATA);
  }

  /** What Argo's resources may hold, as OpenAPI; empty where there are none. Anybody may ask. */
  public Optional<JsonNode> argoOpenApi() {
    return get("/openapi/v3/apis/" + Argo.API_VERSION);
  }

  /** Whether an answer of {@link #argoOpenApi} says what is in a workflow's specification. */
  public static boolean isFull(JsonNode openApi) {
    return !openApi
        .path("components")
        .path("schemas")
        .path("io.argoproj.v1alpha1.Workflow")
        .path("properties")
        .path("spec")
        .path("properties")
        .isEmpty();
  }

  private Optional<JsonNode> find(String path, String accept) {
    try {
      return Optional.of(Json.mapper().readTree(calls.json("get " + path, path, accept, null)));
    } catch (ApiException e) {
      if (e.notFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Whether whoever asks may do it in the namespace. */
  public boolean mayI(Access access) {
    return review("SelfSubjectAccessReview", REVIEWS + "selfsubjectaccessreviews", null, access);
  }

  /** Whether an account of the namespace may do it there. */
  public boolean may(String account, Access access) {
    return review(
        "LocalSubjectAccessReview",
        REVIEWS + "namespaces/" + namespace() + "/localsubjectaccessreviews",
        account,
        access);
  }

  private boolean review(String kind, String path, @Nullable String account, Access access) {
    ObjectNode review = Json.mapper().createObjectNode();
    review.put("apiVersion", "authorization.k8s.io/v1").put("kind", kind);
    review.putObject("metadata").put("namespace", namespace());
    ObjectNode spec = review.putObject("spec");
    if (account == null) {
      review.remove("metadata");
    } else {
      spec.put("user", "system:serviceaccount:%s:%s".formatted(namespace(), account));
      spec.putArray("groups")
          .add("system:serviceaccounts")
          .add("system:serviceaccounts:" + namespace())
          .add("system:authenticated");
    }
    spec.putObject("resourceAttributes")
        .put("namespace", namespace())
        .put("verb", access.verb())
        .put("group", access.group())
        .put("resource", access.resource())
        .put("subresource", access.subresource())
        .put("name", access.name());
    String answer = calls.json("ask whether " + access, path, JSON, review.toString());
    return Json.mapper().readTree(answer).path("status").path("allowed").asBoolean(false);
  }

  /**
   * Something to be done.
   *
   * @param name of the object; empty: any
   */
  public record Access(
      String verb, String group, String resource, String subresource, String name) {

    /** On Argo's resources. */
    public static Access argo(String verb, String resource) {
      return new Access(verb, Argo.GROUP, resource, "", "");
    }

    /** On Kubernetes' own, of the core group. */
    public static Access core(String verb, String resource) {
      return new Access(verb, "", resource, "", "");
    }

    public Access of(String part) {
      return new Access(verb, group, resource, part, name);
    }

    public Access named(String object) {
      return new Access(verb, group, resource, subresource, object);
    }

    @Override
    public String toString() {
      return verb
          + " "
          + resource
          + (subresource.isEmpty() ? "" : "/" + subresource)
          + (name.isEmpty() ? "" : " " + name);
    }
  }
}
