package org.reland.behavior.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reland.kit.error.BadDataException;
import org.reland.kit.text.TextLines;

/**
 * A RecBole atomic file: tab-separated, a header of {@code name:type}, one row a line. Definition:
 * RecBole's documentation, "Atomic Files". Blank lines are passed over.
 */
final class AtomicRows implements Rows {
  private static final Set<String> TYPES = Set.of("token", "token_seq", "float", "float_seq");

  private final TextLines lines;
  private final List<String> columns;
  private String[] fields = new String[0];

  private AtomicRows(TextLines lines, List<String> columns) {
    this.lines = lines;
    this.columns = columns;
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws BadDataException where there is no file, or no header of {@code name:type}
   */
  static AtomicRows open(Path path) throws IOException {
    TextLines lines = TextLines.open(path);
    try {
      return new AtomicRows(lines, header(lines));
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  private static List<String> header(TextLines lines) throws IOException {
    @Nullable String header = lines.next();
    if (header == null) {
      throw new BadDataException(lines.place() + ": the file is empty; a header is needed");
    }
    List<String> columns = new ArrayList<>();
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
    fields = line.split("\t", -1);
    if (fields.length != columns.size()) {
      throw FieldCount.wrong(lines.place(), fields.length, "tab-separated fields", columns);
    }
    return true;
  }

  @Override
  public String text(int column) {
    return fields[column].strip();
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
