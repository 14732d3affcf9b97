package org.reland.behavior.source;

import java.util.List;
import org.reland.kit.error.BadRowException;

/** Rows with more or fewer fields than there are columns. */
final class FieldCount {
  private FieldCount() {}

  static BadRowException wrong(String place, int fields, String what, List<String> columns) {
    return new BadRowException(
        place,
        "another number of fields than columns",
        "%d %s where there are %d columns (%s)"
            .formatted(fields, what, columns.size(), String.join(", ", columns)));
  }
}
