package org.reland.behavior.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reland.kit.table.ForeignTable;

/** A Parquet file. */
final class ParquetRows implements Rows {
  /** Up to here a double holds every whole number. */
  private static final double EXACT = 1L << 53;

  private final Path path;
  private final ForeignTable table;
  private @Nullable Object[] values = new Object[0];

  private ParquetRows(Path path, ForeignTable table) {
    this.path = path;
    this.table = table;
  }

  static ParquetRows open(Path path) throws IOException {
    return new ParquetRows(path, ForeignTable.open(path));
  }

  @Override
  public List<String> columns() {
    return table.columns();
  }

  @Override
  public void use(Set<Integer> columns) {
    table.use(columns);
  }

  @Override
  public boolean next() throws IOException {
    @Nullable Object[] row = table.next();
    values = row == null ? new Object[0] : row;
    return row != null;
  }

  @Override
  public String text(int column) {
    return switch (values[column]) {
      case null -> "";
      // Ids become these where a table had holes once (pandas).
      case Double d when d == Math.rint(d) && Math.abs(d) < EXACT -> Long.toString(d.longValue());
      case List<?> list -> list.isEmpty() ? "" : String.valueOf(list.getFirst()).strip();
      case Object value -> value.toString().strip();
    };
  }

  @Override
  public List<String> texts(int column, String separator) {
    return values[column] instanceof List<?> list
        ? list.stream().map(each -> each.toString().strip()).filter(t -> !t.isEmpty()).toList()
        : Rows.super.texts(column, separator);
  }

  @Override
  public OptionalDouble instant(int column) {
    return table.isTime(column) && values[column] instanceof Double seconds
        ? OptionalDouble.of(seconds)
        : OptionalDouble.empty();
  }

  @Override
  public String place() {
    return path + ", row " + table.row();
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
