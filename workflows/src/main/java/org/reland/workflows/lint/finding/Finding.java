package org.reland.workflows.lint.finding;

import java.util.Comparator;
import org.reland.workflows.lint.yaml.Place;

/**
 * Something wrong.
 *
 * @param path in the document, as in {@code spec.templates[train].container.image}
 * @param message what is wrong
 * @param remedy what to write instead
 */
public record Finding(
    String rule, Severity severity, Place place, String path, String message, String remedy)
    implements Comparable<Finding> {
  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::place)
          .thenComparing(Finding::severity)
          .thenComparing(Finding::rule)
          .thenComparing(Finding::path)
          .thenComparing(Finding::message);

  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "%s: %s [%s] %s%n    %s%n    -> %s"
        .formatted(place, severity, rule, path, message, remedy);
  }
}
