package org.reland.cli.argo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.reland.kit.error.BadDataException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * One resource of a file.
 *
 * @param place the file, for messages
 * @param text as it stands there: the API server reads it itself, by its own rules (YAML 1.1)
 * @param content the same, read
 */
public record Manifest(String place, String text, JsonNode content) {
  private static final YAMLMapper YAML = YAMLMapper.builder().build();
  private static final Pattern SEPARATOR = Pattern.compile("(?m)^---(?:[ \\t].*)?$");

  /** The resources of a file, in its order. */
  public static List<Manifest> read(Path file) throws IOException {
    List<Manifest> manifests = new ArrayList<>();
    for (String text : SEPARATOR.split(Files.readString(file), -1)) {
      JsonNode content;
      try {
        content = YAML.readTree(text);
      } catch (JacksonException e) {
        throw new BadDataException("%s is no YAML: %s".formatted(file, e.getOriginalMessage()), e);
      }
      if (content == null || content.isMissingNode() || content.isNull()) {
        continue;
      }
      var manifest = new Manifest(file.toString(), text, content);
      if (manifest.kind().isEmpty() || manifest.apiVersion().isEmpty()) {
        throw new BadDataException(
            "%s is no Kubernetes resource: apiVersion and kind are missing".formatted(file));
      }
      manifests.add(manifest);
    }
    return manifests;
  }

  public String apiVersion() {
    return content.path("apiVersion").asString("");
  }

  public String kind() {
    return content.path("kind").asString("");
  }

  /** Empty where the server is to make one up. */
  public String name() {
    return content.path("metadata").path("name").asString("");
  }

  /** Kind and name, for messages. */
  public String title() {
    return kind() + " " + name();
  }
}
