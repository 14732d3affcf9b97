package org.reland.cli.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reland.kit.config.SnakeCase;

/** Rows of tables for people and scripts: names of the columns, and the values of a row. */
final class RowTexts {
  private RowTexts() {}

  static List<String> names(Class<? extends Record> row) {
    return Arrays.stream(row.getRecordComponents())
        .map(component -> SnakeCase.of(component.getName()))
        .toList();
  }

  static List<String> of(Record row) {
    List<String> texts = new ArrayList<>();
    for (RecordComponent component : row.getClass().getRecordComponents()) {
      texts.add(text(value(component, row)));
    }
    return texts;
  }

  /** The values of a row as they are, by the names of the columns. */
  static Map<String, @Nullable Object> members(Record row) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (RecordComponent component : row.getClass().getRecordComponents()) {
      members.put(SnakeCase.of(component.getName()), value(component, row));
    }
    return members;
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case float[] vector -> Arrays.toString(vector);
      case List<?> list -> String.join("|", list.stream().map(Object::toString).toList());
      case Object other -> other.toString();
    };
  }

  private static @Nullable Object value(RecordComponent component, Record row) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(row);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}
