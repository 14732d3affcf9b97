package org.reland.behavior.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.BadRowException;
import org.reland.kit.store.Json;
import org.reland.kit.text.TextLines;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One object a line, as JSON or as Python prints a dictionary (the metadata of Amazon's reviews of
 * 2014). The columns are the keys of the first lines; a key that an object lacks is empty.
 */
final class JsonRows implements Rows {
  /** Keys that appear later are not columns. */
  private static final int LINES_FOR_COLUMNS = 1000;

  private final TextLines lines;
  private final List<String> columns;
  private JsonNode row = Json.mapper().nullNode();

  private JsonRows(TextLines lines, List<String> columns) {
    this.lines = lines;
    this.columns = columns;
  }

  /**
   * Opens a file.
   *
   * @throws BadDataException where there is no file, or none of its first lines is an object
   */
  static JsonRows open(Path path) throws IOException {
    List<String> columns = columns(path);
    return new JsonRows(TextLines.open(path), columns);
  }

  private static List<String> columns(Path path) throws IOException {
    Set<String> columns = new LinkedHashSet<>();
    try (var rows = new JsonRows(TextLines.open(path), List.of())) {
      boolean more = true;
      for (int i = 0; i < LINES_FOR_COLUMNS && more; i++) {
        try {
          more = rows.next();
          columns.addAll(rows.row.propertyNames());
        } catch (BadRowException e) {
          if (columns.isEmpty()) {
            throw new BadDataException(String.valueOf(e.getMessage()), e);
          }
        }
      }
    }
    if (columns.isEmpty()) {
      throw new BadDataException(path + ": the file is empty; an object a line is needed");
    }
    return List.copyOf(columns);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public boolean next() throws IOException {
    @Nullable String line = lines.nextFilled();
    if (line == null) {
      return false;
    }
    row = parse(line);
    return true;
  }

  private JsonNode parse(String line) {
    String why;
    try {
      JsonNode node = Json.mapper().readTree(line);
      if (node.isObject()) {
        return node;
      }
      why = "a " + node.getNodeType();
    } catch (JacksonException e) {
      try {
        return PythonLiteral.dictionary(line);
      } catch (IllegalArgumentException python) {
        why =
            "neither JSON (%s) nor Python (%s)"
                .formatted(e.getOriginalMessage(), python.getMessage());
      }
    }
    throw new BadRowException(
        lines.place(), "no object", "an object in braces is expected, this is " + why);
  }

  @Override
  public String text(int column) {
    JsonNode value = row.path(columns.get(column));
    return value.isValueNode() && !value.isNull() ? value.asString("").strip() : "";
  }

  @Override
  public List<String> texts(int column, String separator) {
    JsonNode value = row.path(columns.get(column));
    if (value.path(0).isArray()) {
      value = value.path(0); // of several paths in a tree of categories the first
    }
    return value.isArray()
        ? value
            .valueStream()
            .map(each -> each.asString("").strip())
            .filter(each -> !each.isEmpty())
            .toList()
        : Rows.super.texts(column, separator);
  }

  @Override
  public String place() {
    return lines.place();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
