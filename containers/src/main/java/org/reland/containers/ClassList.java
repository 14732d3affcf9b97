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
 * -XX:DumpLoadedClassList}). The order in which classes are loaded follows the threads; here it
 * follows their names, so that the same code gives the same archive.
 */
final class ClassList {
  /** A number that the JVM gave the class in this run. */
  private static final Pattern NUMBER = Pattern.compile(" id: \\d+$");

  private ClassList() {}

  /** The lists' lines, each once: first the classes, then what refers to them. */
  static String merged(List<Path> lists) throws IOException {
    SortedSet<String> classes = new TreeSet<>();
    SortedSet<String> references = new TreeSet<>();
    for (Path list : lists) {
      for (String line : Files.readAllLines(list)) {
        if (line.startsWith("@")) {
          references.add(line);
        } else if (!line.startsWith("#") && !line.contains(" source: ")) {
          classes.add(NUMBER.matcher(line).replaceFirst(""));
        }
      }
    }
    return Stream.concat(classes.stream(), references.stream())
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
