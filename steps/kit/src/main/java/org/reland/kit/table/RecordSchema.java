package org.reland.kit.table;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;
import org.reland.kit.config.SnakeCase;

/**
 * The table form of a record class: a column a component, named in snake case; a component that is
 * {@code @Nullable} gives an optional column.
 */
final class RecordSchema<R extends Record> {
  /** One column of the table. */
  record Column(String name, ColumnType type, boolean optional, MethodHandle accessor) {}

  private final Class<R> row;
  private final List<Column> columns;
  private final MethodHandle constructor;

  private RecordSchema(Class<R> row, List<Column> columns, MethodHandle constructor) {
    this.row = row;
    this.columns = columns;
    this.constructor = constructor;
  }

  static <R extends Record> RecordSchema<R> of(Class<R> row) {
    try {
      var lookup = MethodHandles.privateLookupIn(row, MethodHandles.lookup());
      List<Column> columns = new ArrayList<>();
      for (RecordComponent component : row.getRecordComponents()) {
        columns.add(
            new Column(
                SnakeCase.of(component.getName()),
                ColumnType.of(component),
                nullable(component.getAnnotatedType()),
                lookup
                    .unreflect(component.getAccessor())
                    .asType(MethodType.methodType(Object.class, Object.class))));
      }
      Class<?>[] types =
          Arrays.stream(row.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<R> canonical = row.getDeclaredConstructor(types);
      MethodHandle constructor =
          lookup
              .unreflectConstructor(canonical)
              .asSpreader(Object[].class, types.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
      return new RecordSchema<>(row, List.copyOf(columns), constructor);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(row + " cannot be used as a table row", e);
    }
  }

  List<Column> columns() {
    return columns;
  }

  Class<R> row() {
    return row;
  }

  R create(Object[] values) {
    try {
      return row.cast((Object) constructor.invokeExact(values));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Nullable Object value(Column column, R record) {
    try {
      return column.accessor().invokeExact((Object) record);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  MessageType parquet() {
    List<Type> fields = new ArrayList<>();
    for (Column column : columns) {
      fields.add(parquet(column));
    }
    return new MessageType(SnakeCase.of(row.getSimpleName()), fields);
  }

  private static Type parquet(Column column) {
    ColumnType type = column.type();
    if (type.list) {
      Type element = Types.required(type.primitive).as(type.annotation()).named("element");
      return (column.optional() ? Types.optionalList() : Types.requiredList())
          .element(element)
          .named(column.name());
    }
    return (column.optional() ? Types.optional(type.primitive) : Types.required(type.primitive))
        .as(type.annotation())
        .named(column.name());
  }

  private static boolean nullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }
}
