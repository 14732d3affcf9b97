package org.reland.workflows.lint.structure;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reland.kit.config.Nearest;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.manifest.Manifest;
import org.reland.workflows.lint.yaml.YamlNode;
import tools.jackson.databind.JsonNode;

/** Compares documents with a JSON schema for each kind of them. */
final class SchemaStructure implements StructureCheck {
  private static final int MOST_LISTED = 12;

  private final Map<String, JsonNode> schemas;
  private final Map<String, Schema> built = new HashMap<>();
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  /**
   * Of these kinds.
   *
   * @param schemas by the kind of the documents
   */
  SchemaStructure(Map<String, JsonNode> schemas) {
    this.schemas = schemas;
  }

  @Override
  public void check(Manifest document, Report report) {
    JsonNode schema = document.isArgo() ? schemas.get(document.kind()) : null;
    if (schema == null) {
      return;
    }
    Schema validator =
        built.computeIfAbsent(document.kind(), kind -> registry.getSchema(schemas.get(kind)));
    for (Error error : validator.validate(YamlJson.of(document.root()))) {
      tell(error, find(document.root(), error.getInstanceLocation()), schema, report);
    }
  }

  private static void tell(Error error, YamlNode node, JsonNode schema, Report report) {
    String name = String.valueOf(error.getProperty());
    switch (error.getKeyword()) {
      case "additionalProperties", "unevaluatedProperties" ->
          report.error(
              key(node, name),
              "there is no field %s here".formatted(name),
              "remove it: it is refused, or passed over where validation is not strict"
                  + suggestion(name, error, schema));
      case "required" -> report.error(node.at(name), "%s is missing".formatted(name), "give it");
      default ->
          report.error(
              node,
              "%s".formatted(error.getMessage()),
              "write what the definition of the resource allows");
    }
  }

  private static String suggestion(String name, Error error, JsonNode schema) {
    String pointer = String.valueOf(error.getSchemaLocation().getFragment());
    int last = pointer.lastIndexOf('/');
    JsonNode properties =
        last < 0 ? schema : schema.at(pointer.substring(0, last)).path("properties");
    List<String> known = new ArrayList<>(properties.propertyNames());
    if (known.isEmpty()) {
      return "";
    }
    String hint = Nearest.hint(name, known);
    return hint.contains("did you mean") || known.size() <= MOST_LISTED ? hint : "";
  }

  /** Where the key itself stands. */
  private static YamlNode key(YamlNode node, String name) {
    Optional<YamlNode.Scalar> key =
        node instanceof YamlNode.Fields fields
            ? fields.keys().stream().filter(k -> k.text().equals(name)).findFirst()
            : Optional.empty();
    return key.map(YamlNode.class::cast).orElseGet(() -> node.at(name));
  }

  private static YamlNode find(YamlNode root, NodePath path) {
    YamlNode node = root;
    for (int i = 0; i < path.getNameCount(); i++) {
      node =
          path.getElement(i) instanceof Integer index && index < node.items().size()
              ? node.items().get(index)
              : node.at(path.getName(i));
    }
    return node;
  }
}
