package org.reland.behavior.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import org.reland.kit.error.BadRowException;

/** The rows of a file, one at a time, whatever its form. Rows and columns are in its order. */
public interface Rows extends Closeable {
  /** Names of the columns. */
  List<String> columns();

  /** Says, before the first row, which columns will be looked at; others need not be read. */
  default void use(Set<Integer> columns) {}

  /**
   * Goes to the next row; false after the last.
   *
   * @throws BadRowException where that row cannot be read; the one after it can be asked for
   */
  boolean next() throws IOException;

  /** A field of the current row without blanks around it; empty where it has none. */
  String text(int column);

  /** Several texts in one field, none of them empty. */
  default List<String> texts(int column, String separator) {
    return Arrays.stream(text(column).split(Pattern.quote(separator), -1))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** Seconds since 1970, where the file itself says that the column is a time. */
  default OptionalDouble instant(int column) {
    return OptionalDouble.empty();
  }

  /** Where the current row is: {@code file:line}. */
  String place();
}
