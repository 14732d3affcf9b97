package org.reland.behavior.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reland.kit.error.BadDataException;
import org.reland.kit.text.Utf8Lines;

/**
 * A RecBole atomic file: tab-separated, a header of {@code name:type}, one row a line. Definition:
 * RecBole's documentation, "Atomic Files". Blank lines are passed over.
 */
final class AtomicFile implements Closeable {
  private static final Set<String> TYPES = Set.of("token", "token_seq", "float", "float_seq");

  private final Utf8Lines lines;
  private final List<String> columns = new ArrayList<>();
  private String[] fields = new String[0];

  private AtomicFile(Utf8Lines lines) {
    this.lines = lines;
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws BadDataException where there is no file, or no header of {@code name:type}
   */
  static AtomicFile open(Path path) throws IOException {
    Utf8Lines lines = Utf8Lines.open(path);
    try {
      AtomicFile file = new AtomicFile(lines);
      file.readHeader();
      return file;
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  /** The first of these columns that the file has. */
  OptionalInt column(String... names) {
    for (String name : names) {
      int at = columns.indexOf(name);
      if (at >= 0) {
        return OptionalInt.of(at);
      }
    }
    return OptionalInt.empty();
  }

  /**
   * A column that the file must have.
   *
   * @throws BadDataException where it has not
   */
  int required(String name) {
    return column(name)
        .orElseThrow(
            () ->
                new BadDataException(
                    "%s: there is no column %s; there are: %s"
                        .formatted(lines.place(), name, String.join(", ", columns))));
  }

  /** Goes to the next row; false after the last. */
  boolean next() throws IOException {
    @Nullable String line = lines.next();
    while (line != null && line.isBlank()) {
      line = lines.next();
    }
    if (line == null) {
      return false;
    }
    fields = line.split("\t", -1);
    if (fields.length != columns.size()) {
      throw new BadDataException(
          "%s: %d tab-separated fields where the header names %d (%s)"
              .formatted(lines.place(), fields.length, columns.size(), String.join(", ", columns)));
    }
    return true;
  }

  /** A field of the current row, without blanks around it. */
  String text(int column) {
    return fields[column].strip();
  }

  /** An id of the current row, which must not be empty. */
  String id(int column) {
    String id = text(column);
    if (id.isEmpty()) {
      throw bad(column, "is empty: every row needs one");
    }
    return id;
  }

  /** A finite number of the current row. */
  double number(int column) {
    String text = text(column);
    double number;
    try {
      number = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw bad(column, "'%s' is not a number".formatted(text));
    }
    if (!Double.isFinite(number)) {
      throw bad(column, "'%s' is not a finite number".formatted(text));
    }
    return number;
  }

  /** What is wrong with a field of the current row. */
  BadDataException bad(int column, String what) {
    return new BadDataException(
        "%s, column %s: %s".formatted(lines.place(), columns.get(column), what));
  }

  /** Lines read so far. */
  long lines() {
    return lines.number();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private void readHeader() throws IOException {
    @Nullable String header = lines.next();
    if (header == null) {
      throw new BadDataException(lines.place() + ": the file is empty; a header is needed");
    }
    for (String field : header.split("\t", -1)) {
      String[] nameAndType = field.strip().split(":", -1);
      if (nameAndType.length != 2
          || nameAndType[0].isEmpty()
          || !TYPES.contains(nameAndType[1])
          || columns.contains(nameAndType[0])) {
        throw new BadDataException(
            "%s: header field '%s' must be name:type, each name once, with type token, token_seq, float or float_seq; fields are separated by tabs"
                .formatted(lines.place(), field));
      }
      columns.add(nameAndType[0]);
    }
  }
}
