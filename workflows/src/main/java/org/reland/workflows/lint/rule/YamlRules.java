package org.reland.workflows.lint.rule;

import java.util.HashSet;
import java.util.Set;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.manifest.Manifest;
import org.reland.workflows.lint.yaml.ScalarKind;
import org.reland.workflows.lint.yaml.YamlNode;

/** What YAML makes of a text otherwise than it reads. */
final class YamlRules {
  /** Fields whose values, items or members are strings wherever they occur. */
  private static final Set<String> STRINGS =
      Set.of(
          "annotations",
          "args",
          "claimName",
          "clusterScopeName",
          "command",
          "data",
          "default",
          "dependencies",
          "depends",
          "duration",
          "entrypoint",
          "enum",
          "expression",
          "generateName",
          "image",
          "labels",
          "maxDuration",
          "mountPath",
          "name",
          "nodeSelector",
          "schedules",
          "serviceAccountName",
          "stringData",
          "template",
          "timezone",
          "value",
          "when",
          "withParam");

  private static final Set<String> OF_METADATA =
      Set.of("annotations", "generateName", "labels", "name", "namespace");

  private YamlRules() {}

  /** The last one wins, without a word. */
  static void duplicateKeys(Manifest document, Report report) {
    document
        .root()
        .walk()
        .filter(YamlNode.Fields.class::isInstance)
        .map(YamlNode.Fields.class::cast)
        .forEach(
            fields -> {
              Set<String> seen = new HashSet<>();
              for (YamlNode.Scalar key : fields.keys()) {
                if (!seen.add(key.text())) {
                  report.error(
                      key,
                      "the key %s is there twice; only the last one counts".formatted(key.text()),
                      "remove one of them");
                }
              }
            });
  }

  /** Kubernetes reads YAML 1.1. */
  static void oldBooleans(Manifest document, Report report) {
    document
        .root()
        .walk()
        .flatMap(node -> node instanceof YamlNode.Fields fields ? fields.keys().stream() : null)
        .forEach(key -> oldBoolean(key, report));
    document.root().scalars().forEach(value -> oldBoolean(value, report));
  }

  private static void oldBoolean(YamlNode.Scalar scalar, Report report) {
    if (scalar.isOldBoolean()) {
      report.error(
          scalar,
          "%s without quotes is a boolean: Kubernetes reads YAML 1.1".formatted(scalar.text()),
          "write \"%s\", or true or false where a boolean is meant".formatted(scalar.text()));
    }
  }

  /** A number or boolean where the API takes strings only; of kinds whose fields we know. */
  static void stringsDue(Manifest document, Report report) {
    boolean known = document.isDefinition() || Pod.KINDS.contains(document.kind());
    document
        .root()
        .walk()
        .filter(YamlNode.Fields.class::isInstance)
        .forEach(
            fields ->
                fields
                    .fields()
                    .forEach(
                        (key, value) -> {
                          if (known ? STRINGS.contains(key) : isOfAll(document, fields, key)) {
                            stringDue(value, report);
                            value.items().forEach(item -> stringDue(item, report));
                            value.fields().values().forEach(member -> stringDue(member, report));
                          }
                        }));
  }

  /** Those that every kind has, and what a ConfigMap or a Secret holds. */
  private static boolean isOfAll(Manifest document, YamlNode fields, String key) {
    boolean holds = document.kind().equals("ConfigMap") || document.kind().equals("Secret");
    return fields.path().endsWith("metadata")
        ? OF_METADATA.contains(key)
        : holds && fields.path().isEmpty() && (key.equals("data") || key.equals("stringData"));
  }

  private static void stringDue(YamlNode node, Report report) {
    if (node instanceof YamlNode.Scalar scalar
        && scalar.kind() != ScalarKind.STRING
        && scalar.kind() != ScalarKind.NULL
        && !scalar.isOldBoolean()) {
      report.error(
          scalar,
          "%s is a %s, where a string is due: the API server refuses it"
              .formatted(scalar.text(), scalar.kind() == ScalarKind.BOOLEAN ? "boolean" : "number"),
          "write \"%s\"".formatted(scalar.text()));
    }
  }
}
