package org.reland.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the documents show in fences that say sh. */
public final class DocumentedCommands {
  private DocumentedCommands() {}

  /**
   * The documents for people.
   *
   * @param home top of the sources
   */
  public static List<Path> documents(Path home) throws IOException {
    List<Path> documents =
        new ArrayList<>(
            List.of(
                home.resolve("README.md"),
                home.resolve("ARCHITECTURE.md"),
                home.resolve("containers/README.md")));
    try (var docs = Files.list(home.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
    }
    return documents;
  }

  /** The blocks of a document, each with its commands; one over several lines is one command. */
  public static List<List<String>> blocks(Path document) throws IOException {
    List<List<String>> blocks = new ArrayList<>();
    List<String> block = null;
    String begun = "";
    for (String line : Files.readString(document).lines().toList()) {
      if (line.startsWith("```")) {
        block = null;
        if (line.startsWith("```sh")) {
          block = new ArrayList<>();
          blocks.add(block);
        }
      } else if (block != null && line.endsWith("\\")) {
        begun += line.substring(0, line.length() - 1);
      } else if (block != null) {
        block.add(begun + line);
        begun = "";
      }
    }
    return blocks;
  }
}
