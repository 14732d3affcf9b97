package org.reland.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParameterException;

/** The commands that the documents show are commands: names, options, and how many words. */
final class DocumentsTest {
  private static final Path HOME = Path.of("..");
  private static final Pattern COMMAND = Pattern.compile("(?:^|&& |\\| )(?:\\./)?reland ([^#&|]*)");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  @ParameterizedTest
  @MethodSource("documents")
  void everyCommandIsOne(Path document) throws IOException {
    List<String> wrong = new ArrayList<>();
    int found = 0;
    for (String line :
        DocumentedCommands.blocks(document).stream().flatMap(List::stream).toList()) {
      Matcher command = COMMAND.matcher(line.strip());
      while (command.find()) {
        found++;
        try {
          Main.commandLine().parseArgs(words(command.group(1)));
        } catch (ParameterException e) {
          wrong.add(line.strip() + ": " + e.getMessage());
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(found > 0 || !Files.readString(document).contains("./reland run"));
  }

  @Test
  void everyLinkOfTheDocumentsLeadsSomewhere() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Path document : documents()) {
      Matcher link =
          Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)").matcher(Files.readString(document));
      while (link.find()) {
        Path target = document.getParent().resolve(link.group(1));
        if (!Files.exists(target)) {
          dead.add(document + ": " + link.group(1));
        }
      }
    }
    assertEquals(List.of(), dead);
  }

  private static List<Path> documents() throws IOException {
    return DocumentedCommands.documents(HOME);
  }

  private static String[] words(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      words.add(word.group().replaceAll("^['\"]|['\"]$", ""));
    }
    return words.toArray(String[]::new);
  }
}
