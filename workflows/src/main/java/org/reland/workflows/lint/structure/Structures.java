package org.reland.workflows.lint.structure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.UsageException;
import org.reland.workflows.lint.yaml.YamlFile;
import org.reland.workflows.lint.yaml.YamlNode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what documents may hold: Argo's JSON schema, or the definitions that a cluster has. */
public final class Structures {
  private Structures() {}

  /**
   * From a file or a folder of files: Argo's {@code api/jsonschema/schema.json}, or
   * CustomResourceDefinitions as YAML.
   *
   * @throws UsageException where there is no such file
   * @throws BadDataException where it is neither
   */
  public static StructureCheck read(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new UsageException(
          "there is no file or folder %s to read a schema from".formatted(path));
    }
    Map<String, JsonNode> schemas = new LinkedHashMap<>();
    for (Path file : files(path)) {
      String text = Files.readString(file);
      if (text.stripLeading().startsWith("{")) {
        schemas.putAll(ArgoSchema.kinds(json(file, text)));
      } else {
        schemas.putAll(customResources(file, text));
      }
    }
    if (schemas.isEmpty()) {
      throw new BadDataException(
          "%s holds neither Argo's JSON schema (api/jsonschema/schema.json) nor definitions of its resources (kind CustomResourceDefinition)"
              .formatted(path));
    }
    return new SchemaStructure(schemas);
  }

  /**
   * From what a cluster serves.
   *
   * @param openApi its {@code /openapi/v3/apis/argoproj.io/v1alpha1}, which everybody may read
   */
  public static StructureCheck ofCluster(JsonNode openApi) {
    return new SchemaStructure(CustomResources.served(openApi));
  }

  private static Map<String, JsonNode> customResources(Path file, String text) {
    Map<String, JsonNode> schemas = new LinkedHashMap<>();
    for (YamlNode document : YamlFile.parse(file, text).documents()) {
      schemas.putAll(CustomResources.kinds(YamlJson.of(document)));
    }
    return schemas;
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> inside = Files.list(path)) {
      return inside.filter(file -> file.toString().matches(".*\\.(ya?ml|json)")).sorted().toList();
    }
  }

  private static JsonNode json(Path file, String text) {
    try {
      return JsonMapper.shared().readTree(text);
    } catch (JacksonException e) {
      throw new BadDataException("%s is no JSON: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }
}
