package org.reland.workflows.lint.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.UsageException;
import org.reland.workflows.lint.Linter;
import org.reland.workflows.lint.finding.Finding;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.manifest.Manifests;
import org.reland.workflows.lint.yaml.YamlFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Documents against definitions: small ones in the two forms that there are, and Argo's own where
 * the environment variable RELAND_ARGO_SCHEMA names a file or folder of them.
 */
final class StructuresTest {
  private static final String SCHEMA =
      """
      {"definitions": {
        "io.argoproj.workflow.v1alpha1.Workflow": {"type": "object", "required": ["spec"], "properties": {
          "apiVersion": {"const": "argoproj.io/v1alpha1"}, "kind": {"const": "Workflow"},
          "metadata": {"type": "object", "properties": {"name": {"type": "string"}}},
          "spec": {"$ref": "#/definitions/io.argoproj.workflow.v1alpha1.WorkflowSpec"}}},
        "io.argoproj.workflow.v1alpha1.WorkflowSpec": {"type": "object", "properties": {
          "parallelism": {"type": "integer"},
          "labels": {"type": "object", "additionalProperties": {"type": "string"}},
          "anything": {"type": "object"},
          "limit": {"$ref": "#/definitions/io.k8s.apimachinery.pkg.util.intstr.IntOrString"},
          "hosts": {"type": "array", "items": {
            "type": "object", "required": ["ip"], "properties": {"ip": {"type": "string"}, "name": {"type": "string"}}}}}},
        "io.k8s.apimachinery.pkg.util.intstr.IntOrString": {"type": "string"}}}
      """;

  private static final String RESOURCE =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      spec:
        group: argoproj.io
        names: {kind: Workflow}
        versions:
        - name: v1alpha1
          schema:
            openAPIV3Schema:
              type: object
              required: [spec]
              properties:
                apiVersion: {type: string}
                kind: {type: string}
                metadata: {type: object}
                spec:
                  type: object
                  properties:
                    parallelism: {type: integer}
                    labels: {type: object, additionalProperties: {type: string}}
                    anything: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {a: {type: string}}}
                    limit: {anyOf: [{type: integer}, {type: string}], x-kubernetes-int-or-string: true}
                    hosts:
                      type: array
                      items:
                        type: object
                        required: [ip]
                        properties: {ip: {type: string}, name: {type: string}}
      """;

  private static final String GOOD =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Workflow
      metadata: {name: a}
      spec:
        parallelism: 3
        labels: {any: "thing"}
        anything: {at: {all: 1}}
        limit: 2
        hosts: [{ip: "1"}]
      """;

  private static final String BAD =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Workflow
      metadata: {name: a, nam: b}
      spec:
        paralelism: 3
        labels: {any: 1}
        limit: 1.5
        hosts:
          - {ip: "1", port: 80}
          - {name: second}
          - third
      """;

  /** The same definition as an API server tells of it. */
  private static JsonNode served() {
    JsonNode version =
        YamlJson.of(YamlFile.parse(Path.of("crd.yaml"), RESOURCE).documents().getFirst())
            .at("/spec/versions/0");
    ObjectNode openApi = JsonNodeFactory.instance.objectNode();
    ObjectNode schema =
        openApi
            .withObject("/components/schemas")
            .putObject("io.argoproj.v1alpha1.Workflow")
            .setAll((ObjectNode) version.at("/schema/openAPIV3Schema"));
    schema
        .putArray("x-kubernetes-group-version-kind")
        .addObject()
        .put("group", "argoproj.io")
        .put("kind", "Workflow")
        .put("version", "v1alpha1");
    return openApi;
  }

  @TempDir private Path folder;
  private Path schema = Path.of("");
  private Path resource = Path.of("");

  @BeforeEach
  void definitions() throws IOException {
    schema = Files.writeString(folder.resolve("schema.json"), SCHEMA);
    resource = Files.writeString(folder.resolve("crd.yaml"), RESOURCE);
  }

  @Test
  void whatADefinitionAllowsIsPassed() throws IOException {
    assertEquals(List.of(), check(schema, GOOD));
    assertEquals(List.of(), check(resource, GOOD));
  }

  @Test
  void unknownFieldsWrongTypesAndMissingFieldsAreFoundWhereTheyStand() throws IOException {
    List<String> expected =
        List.of(
            "3:21 metadata.nam",
            "5:3 spec.paralelism",
            "6:17 spec.labels.any",
            "7:10 spec.limit",
            "9:17 spec.hosts[0].port",
            "10:7 spec.hosts[second].ip",
            "11:7 spec.hosts[2]");
    assertEquals(expected, check(schema, BAD));
    assertEquals(expected, check(resource, BAD));
    assertEquals(expected, check(Structures.ofCluster(served()), BAD));
  }

  @Test
  void otherKindsArePassedOver() throws IOException {
    assertEquals(List.of(), check(schema, "{apiVersion: v1, kind: Workflow, any: 1}"));
  }

  @Test
  void whatHoldsNoDefinitionIsRefused() throws IOException {
    Path other = Files.writeString(folder.resolve("other.yaml"), "kind: ConfigMap");
    assertThrows(BadDataException.class, () -> Structures.read(other));
    assertThrows(UsageException.class, () -> Structures.read(folder.resolve("none.json")));
  }

  @Test
  void argosOwnDefinitionsPassTheCommittedWorkflow() throws IOException {
    String argo = System.getenv("RELAND_ARGO_SCHEMA");
    assumeTrue(argo != null, "skipped: RELAND_ARGO_SCHEMA names no definitions of Argo's");
    List<Path> files =
        List.of(
            Path.of("argo/shop"), Path.of("src/test/resources/org/reland/workflows/lint/valid"));
    assertEquals(List.of(), new Linter(List.of(Structures.read(Path.of(argo)))).lint(files));
  }

  private static List<String> check(Path definitions, String text) throws IOException {
    return check(Structures.read(definitions), text);
  }

  private static List<String> check(StructureCheck structure, String text) {
    List<Finding> findings = new ArrayList<>();
    new Manifests(List.of(YamlFile.parse(Path.of("a.yaml"), text)))
        .documents()
        .forEach(document -> structure.check(document, new Report("structure", findings)));
    return findings.stream()
        .sorted()
        .map(f -> "%d:%d %s".formatted(f.place().line(), f.place().column(), f.path()))
        .toList();
  }
}
