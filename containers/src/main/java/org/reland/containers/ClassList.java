package org.reland.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which classes a class-data archive holds, merged from the lists that JVMs write ({@code
 * -XX:DumpLoadedClassList}). In which order classes are loaded, and which of those that threads
 * meet by, depends on timing; none of that shows here, so that the same code gives the same
 * archive.
 */
final class ClassList {
  /** A number that the JVM gave the class in this run. */
  private static final Pattern NUMBER = Pattern.compile(" id: \\d+$");

  /** Loaded or not as threads happen to wait for each other. */
  private static final Pattern BY_CHANCE =
      Pattern.compile("(@lambda-proxy )?java/util/concurrent/");

  /** What a run had resolved when it ended; of little use to a static archive. */
  private static final String RESOLVED = "@cp ";

  private ClassList() {}

  /**
   * The lists' lines, each once: first the classes, then what refers to them.
   *
   * @param lists of runs
   * @param common the Java runtime's own list, which stands for what is loaded by chance
   */
  static String merged(List<Path> lists, Path common) throws IOException {
    SortedSet<String> classes = new TreeSet<>();
    SortedSet<String> references = new TreeSet<>();
    for (String line : Files.readAllLines(common)) {
      if (BY_CHANCE.matcher(line).lookingAt()) {
        classes.add(NUMBER.matcher(line).replaceFirst(""));
      }
    }
    for (Path list : lists) {
      for (String line : Files.readAllLines(list)) {
        if (line.startsWith("#") || line.startsWith(RESOLVED) || line.contains(" source: ")) {
          continue;
        }
        if (!BY_CHANCE.matcher(line).lookingAt()) {
          (line.startsWith("@") ? references : classes).add(NUMBER.matcher(line).replaceFirst(""));
        }
      }
    }
    return Stream.concat(classes.stream(), references.stream())
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
