package org.reland.workflows.lint.structure;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Argo's JSON schema, made as strict as the API server is: no field that it does not know; and in
 * two places as lenient: a number where a count or a quantity may be a text too.
 */
final class ArgoSchema {
  private static final String GROUP = "io.argoproj.workflow.v1alpha1.";
  private static final String COUNT = "io.k8s.apimachinery.pkg.util.intstr.IntOrString";
  private static final String QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity";

  private ArgoSchema() {}

  /** Schemas by kind; none where it is another schema. */
  static Map<String, JsonNode> kinds(JsonNode schema) {
    Map<String, JsonNode> kinds = new LinkedHashMap<>();
    if (!(schema.path("definitions") instanceof ObjectNode)) {
      return kinds;
    }
    ObjectNode definitions = (ObjectNode) schema.path("definitions").deepCopy();
    definitions.forEach(ArgoSchema::close);
    types(definitions.path(COUNT), "integer");
    types(definitions.path(QUANTITY), "number");
    for (String name : definitions.propertyNames()) {
      JsonNode definition = definitions.path(name);
      String kind = definition.path("properties").path("kind").path("const").asString("");
      if (name.startsWith(GROUP) && !kind.isEmpty()) {
        ObjectNode root = definitions.objectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("$ref", "#/definitions/" + name);
        root.set("definitions", definitions);
        kinds.put(kind, root);
      }
    }
    return kinds;
  }

  private static void types(JsonNode definition, String also) {
    if (definition instanceof ObjectNode object) {
      ArrayNode types = object.putArray("type");
      types.add("string").add(also);
    }
  }

  /** Forbids what is not among the properties, here and within. */
  static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    schema.path("properties").forEach(ArgoSchema::close);
    if (schema.path("items").isObject()) {
      close(schema.path("items"));
    }
    if (schema.path("additionalProperties").isObject()) {
      close(schema.path("additionalProperties"));
    }
  }
}
