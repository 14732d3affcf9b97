package org.reland.workflows.lint.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The documents of a file, up to the first that is no YAML.
 *
 * @param failure why the rest could not be read
 */
public record YamlFile(Path file, List<YamlNode> documents, Optional<Failure> failure) {
  /** Definitions of resources have millions. */
  private static final int MOST_CHARACTERS = 100_000_000;

  /** Anchors save repetition in long files; what they multiply to is limited by the reader. */
  private static final int MOST_ALIASES = 10_000;

  /** What is no YAML. */
  public record Failure(Place place, String problem) {}

  /** Reads the text of a file; duplicate keys are kept, as a rule tells of them. */
  public static YamlFile parse(Path file, String text) {
    List<YamlNode> documents = new ArrayList<>();
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file.toString())
            .setCodePointLimit(MOST_CHARACTERS)
            .setMaxAliasesForCollections(MOST_ALIASES)
            .build();
    try {
      for (Node document : new Compose(settings).composeAllFromString(text)) {
        documents.add(new NodeReader(file).read(document));
      }
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      Place place =
          new Place(
              file, mark.map(Mark::getLine).orElse(0) + 1, mark.map(Mark::getColumn).orElse(0) + 1);
      return failed(file, documents, place, e.getProblem());
    } catch (YamlEngineException e) {
      return failed(file, documents, new Place(file, 1, 1), e.getMessage());
    }
    return new YamlFile(file, List.copyOf(documents), Optional.empty());
  }

  private static YamlFile failed(Path file, List<YamlNode> documents, Place place, String problem) {
    return new YamlFile(
        file, List.copyOf(documents), Optional.of(new Failure(place, String.valueOf(problem))));
  }
}
