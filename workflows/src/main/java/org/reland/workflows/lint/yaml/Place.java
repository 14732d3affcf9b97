package org.reland.workflows.lint.yaml;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * Where something is written.
 *
 * @param line from 1
 * @param column from 1
 */
public record Place(Path file, int line, int column) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::file)
          .thenComparingInt(Place::line)
          .thenComparingInt(Place::column);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "%s:%d:%d".formatted(file, line, column);
  }
}
