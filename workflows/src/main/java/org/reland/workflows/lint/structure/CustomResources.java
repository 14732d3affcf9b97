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
  private static final String GROUP = "argoproj.io";
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
        || !spec.path("group").asString("").equals(GROUP)) {
      return kinds;
    }
    for (JsonNode version : spec.path("versions")) {
      if (version.path("schema").path("openAPIV3Schema") instanceof ObjectNode schema) {
        kinds.put(
            spec.path("names").path("kind").asString(""),
            plain(schema, version.path("name").asString("")));
      }
    }
    return kinds;
  }

  /**
   * The same of what a server tells everybody that it serves.
   *
   * @param openApi its OpenAPI document (version 3) of the group
   */
  static Map<String, JsonNode> served(JsonNode openApi) {
    Map<String, JsonNode> kinds = new LinkedHashMap<>();
    for (JsonNode schema : openApi.path("components").path("schemas")) {
      JsonNode kind = schema.path("x-kubernetes-group-version-kind").path(0);
      if (kind.path("group").asString("").equals(GROUP)
          && schema.path("properties").has("spec")
          && schema instanceof ObjectNode object) {
        kinds.put(kind.path("kind").asString(""), plain(object, kind.path("version").asString("")));
      }
    }
    return kinds;
  }

  private static ObjectNode plain(ObjectNode schema, String version) {
    ObjectNode root = schema.deepCopy();
    close(root);
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    ObjectNode properties = (ObjectNode) root.path("properties");
    properties.set("metadata", metadata(root));
    properties.withObject("apiVersion").put("const", GROUP + "/" + version);
    return root;
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
