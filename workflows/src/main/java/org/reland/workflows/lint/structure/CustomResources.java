package org.reland.workflows.lint.structure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schema of a CustomResourceDefinition as plain JSON schema, closed as strict field validation
 * closes it. Its rules in CEL are not in it; the linter's own rules tell of what they forbid.
 * Definition: Kubernetes' documentation of structural schemas.
 */
final class CustomResources {
  private static final String ANYTHING = "x-kubernetes-preserve-unknown-fields";
  private static final String COUNT = "x-kubernetes-int-or-string";

  /** Of every object; a definition says only that there is such a thing. */
  private static final List<String> METADATA =
      List.of(
          "name",
          "generateName",
          "namespace",
          "labels",
          "annotations",
          "finalizers",
          "ownerReferences",
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "managedFields",
          "selfLink");

  private CustomResources() {}

  /** The schema of its newest served version, by its kind; none where it is something else. */
  static Map<String, JsonNode> kinds(JsonNode definition) {
    Map<String, JsonNode> kinds = new LinkedHashMap<>();
    JsonNode spec = definition.path("spec");
    if (!definition.path("kind").asString("").equals("CustomResourceDefinition")
        || !spec.path("group").asString("").equals("argoproj.io")) {
      return kinds;
    }
    for (JsonNode version : spec.path("versions")) {
      if (version.path("schema").path("openAPIV3Schema") instanceof ObjectNode schema) {
        ObjectNode root = schema.deepCopy();
        close(root);
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        ((ObjectNode) root.path("properties")).set("metadata", metadata(root));
        ((ObjectNode) root.path("properties").path("apiVersion"))
            .put("const", "argoproj.io/" + version.path("name").asString(""));
        kinds.put(spec.path("names").path("kind").asString(""), root);
      }
    }
    return kinds;
  }

  private static ObjectNode metadata(ObjectNode nodes) {
    ObjectNode metadata = nodes.objectNode();
    ObjectNode properties = metadata.put("type", "object").putObject("properties");
    METADATA.forEach(properties::putObject);
    for (String strings : List.of("labels", "annotations")) {
      ObjectNode map = properties.putObject(strings).put("type", "object");
      map.putObject("additionalProperties").put("type", "string");
    }
    return metadata.put("additionalProperties", false);
  }

  private static void close(JsonNode node) {
    if (!(node instanceof ObjectNode schema)) {
      return;
    }
    if (schema.path(COUNT).asBoolean(false)) {
      schema.remove("anyOf");
      ArrayNode types = schema.putArray("type");
      types.add("integer").add("string");
      if (schema.has("pattern")) {
        types.add("number"); // a quantity
      }
    }
    boolean open = schema.path(ANYTHING).asBoolean(false) || schema.has("additionalProperties");
    if (schema.path("properties").isObject() && !open) {
      schema.put("additionalProperties", false);
    }
    schema.path("properties").forEach(CustomResources::close);
    close(schema.path("items"));
    close(schema.path("additionalProperties"));
  }
}
