package org.reland.behavior.source;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reland.kit.text.TextLines;

/**
 * One row a line, fields between the same sign, which occurs in none of them, and no quotes: {@code
 * ::} in the files that MovieLens 1M is published as.
 */
final class SeparatedRows implements Rows {
  private final TextLines lines;
  private final List<String> columns;
  private final Pattern separator;
  private String[] fields = new String[0];

  private SeparatedRows(TextLines lines, List<String> columns, String separator) {
    this.lines = lines;
    this.columns = columns;
    this.separator = Pattern.compile(Pattern.quote(separator));
  }

  static SeparatedRows open(Path path, Charset charset, String separator, List<String> columns)
      throws IOException {
    return new SeparatedRows(TextLines.open(path, charset), columns, separator);
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
    fields = separator.split(line, -1);
    if (fields.length != columns.size()) {
      throw FieldCount.wrong(
          lines.place(), fields.length, "fields between '" + separator(separator) + "'", columns);
    }
    return true;
  }

  private static String separator(Pattern pattern) {
    return pattern.pattern().replace("\\Q", "").replace("\\E", "");
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
