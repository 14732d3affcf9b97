package org.reland.cli.argo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings a resource to Argo Server, which knows neither server-side apply nor strict validation: it
 * leaves out fields that it does not know. So its own check is asked first, and what comes back
 * from it is held against what was sent. What others have added to the metadata is kept, and a
 * status, which the server would wipe.
 */
final class ServerApplication {
  /** What can be brought, with its path and its name in a request. */
  static final Map<String, Place> KINDS =
      Map.of(
          "WorkflowTemplate", new Place("workflow-templates", "template"),
          "CronWorkflow", new Place("cron-workflows", "cronWorkflow"));

  /** Where a kind lies, and what a request calls it. */
  record Place(String path, String field) {}

  private final ArgoServerCalls calls;
  private final String namespace;

  ServerApplication(ArgoServerCalls calls, String namespace) {
    this.calls = calls;
    this.namespace = namespace;
  }

  void apply(Manifest manifest) {
    Place place = KINDS.get(manifest.kind());
    String what = "apply " + manifest.title();
    if (place == null) {
      throw new ApiException(
          400, what, "Argo Server brings no %s to the cluster".formatted(manifest.kind()));
    }
    String path = "/api/v1/%s/%s".formatted(place.path(), ArgoServerCalls.encoded(namespace));
    ObjectNode wanted = (ObjectNode) manifest.content().deepCopy();
    wanted.withObject("metadata").put("namespace", namespace);
    JsonNode understood = calls.send(what, "POST", path + "/lint", body(place, wanted));
    List<String> lost = new ArrayList<>();
    lost(".spec", wanted.path("spec"), understood.path("spec"), lost);
    if (!lost.isEmpty()) {
      throw new ApiException(
          422,
          what,
          "Argo does not know %s, and would leave it out".formatted(String.join(", ", lost)));
    }
    String one = path + "/" + ArgoServerCalls.encoded(manifest.name());
    Optional<JsonNode> there = find(what, one);
    if (there.isEmpty()) {
      calls.send(what, "POST", path, body(place, wanted));
    } else {
      calls.send(what, "PUT", one, body(place, merged(there.get(), wanted)));
    }
  }

  private ObjectNode body(Place place, JsonNode resource) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("namespace", namespace);
    body.set(place.field(), resource);
    return body;
  }

  private Optional<JsonNode> find(String what, String path) {
    try {
      return Optional.of(calls.get(what, path, Map.of()));
    } catch (ApiException e) {
      if (e.notFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static ObjectNode merged(JsonNode there, ObjectNode wanted) {
    ObjectNode merged = (ObjectNode) there.deepCopy();
    merged.set("spec", wanted.get("spec"));
    for (String part : List.of("labels", "annotations")) {
      if (wanted.path("metadata").path(part) instanceof ObjectNode ours) {
        ObjectNode all = merged.withObject("metadata").withObject(part);
        ours.forEachEntry(all::set);
      }
    }
    return merged;
  }

  /** Fields that were sent and did not come back. Empty ones may be left out. */
  private static void lost(String path, JsonNode sent, JsonNode back, List<String> lost) {
    if (sent.isObject()) {
      sent.forEachEntry(
          (name, value) -> {
            String field = path + "." + name;
            if (!back.has(name)) {
              if (!isEmpty(value)) {
                lost.add(field);
              }
            } else {
              lost(field, value, back.get(name), lost);
            }
          });
    } else if (sent.isArray()) {
      for (int i = 0; i < Math.min(sent.size(), back.size()); i++) {
        lost("%s[%d]".formatted(path, i), sent.get(i), back.get(i), lost);
      }
    }
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isNull()
        || (value.isContainer() && value.isEmpty())
        || value.asString("x").isEmpty()
        || (value.isBoolean() && !value.asBoolean())
        || (value.isNumber() && value.asDouble() == 0);
  }
}
