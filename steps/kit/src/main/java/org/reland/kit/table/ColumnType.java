package org.reland.kit.table;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** The column types that a record component can have, with their Parquet forms. */
enum ColumnType {
  BOOLEAN(PrimitiveTypeName.BOOLEAN, false, false),
  INT(PrimitiveTypeName.INT32, false, false),
  LONG(PrimitiveTypeName.INT64, false, false),
  FLOAT(PrimitiveTypeName.FLOAT, false, false),
  DOUBLE(PrimitiveTypeName.DOUBLE, false, false),
  STRING(PrimitiveTypeName.BINARY, false, true),
  /** A vector; its length may differ from row to row, as the matrices of a model do. */
  FLOATS(PrimitiveTypeName.FLOAT, true, false),
  STRINGS(PrimitiveTypeName.BINARY, true, true);

  final PrimitiveTypeName primitive;
  final boolean list;
  final boolean text;

  ColumnType(PrimitiveTypeName primitive, boolean list, boolean text) {
    this.primitive = primitive;
    this.list = list;
    this.text = text;
  }

  LogicalTypeAnnotation annotation() {
    return text ? LogicalTypeAnnotation.stringType() : null;
  }

  static ColumnType of(RecordComponent component) {
    Class<?> type = component.getType();
    if (type == boolean.class || type == Boolean.class) {
      return BOOLEAN;
    }
    if (type == int.class || type == Integer.class) {
      return INT;
    }
    if (type == long.class || type == Long.class) {
      return LONG;
    }
    if (type == float.class || type == Float.class) {
      return FLOAT;
    }
    if (type == double.class || type == Double.class) {
      return DOUBLE;
    }
    if (type == String.class) {
      return STRING;
    }
    if (type == float[].class) {
      return FLOATS;
    }
    if (type == List.class
        && component.getGenericType() instanceof ParameterizedType list
        && list.getActualTypeArguments()[0] == String.class) {
      return STRINGS;
    }
    throw new IllegalArgumentException(
        "component " + component + " of " + component.getDeclaringRecord() + " has no column type");
  }
}
