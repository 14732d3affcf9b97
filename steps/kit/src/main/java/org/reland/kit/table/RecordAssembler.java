package org.reland.kit.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.jspecify.annotations.Nullable;

/** Puts the column values of one row back together into a record. */
final class RecordAssembler<R extends Record> extends RecordMaterializer<R> {
  private final RecordSchema<R> schema;
  private final @Nullable Object[] values;
  private final GroupConverter root;

  RecordAssembler(RecordSchema<R> schema) {
    this.schema = schema;
    this.values = new Object[schema.columns().size()];
    Converter[] converters = new Converter[values.length];
    for (int i = 0; i < values.length; i++) {
      converters[i] =
          switch (schema.columns().get(i).type()) {
            case FLOATS -> new FloatsConverter(i);
            case STRINGS -> new StringsConverter(i);
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING -> new ScalarConverter(i);
          };
    }
    this.root =
        new GroupConverter() {
          @Override
          public Converter getConverter(int field) {
            return converters[field];
          }

          @Override
          public void start() {
            Arrays.fill(values, null);
          }

          @Override
          public void end() {}
        };
  }

  @Override
  public R getCurrentRecord() {
    return schema.create(values.clone());
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  private final class ScalarConverter extends PrimitiveConverter {
    private final int column;

    ScalarConverter(int column) {
      this.column = column;
    }

    @Override
    public void addBinary(Binary value) {
      values[column] = value.toStringUsingUTF8();
    }

    @Override
    public void addBoolean(boolean value) {
      values[column] = value;
    }

    @Override
    public void addInt(int value) {
      values[column] = value;
    }

    @Override
    public void addLong(long value) {
      values[column] = value;
    }

    @Override
    public void addFloat(float value) {
      values[column] = value;
    }

    @Override
    public void addDouble(double value) {
      values[column] = value;
    }
  }

  /** The two group levels of a Parquet list around one primitive element. */
  private abstract static class ListConverter extends GroupConverter {
    private final GroupConverter repeated;

    ListConverter() {
      PrimitiveConverter element =
          new PrimitiveConverter() {
            @Override
            public void addFloat(float value) {
              add(value);
            }

            @Override
            public void addBinary(Binary value) {
              add(value.toStringUsingUTF8());
            }
          };
      this.repeated =
          new GroupConverter() {
            @Override
            public Converter getConverter(int field) {
              return element;
            }

            @Override
            public void start() {}

            @Override
            public void end() {}
          };
    }

    void add(float value) {
      throw new UnsupportedOperationException();
    }

    void add(String value) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Converter getConverter(int field) {
      return repeated;
    }
  }

  private final class FloatsConverter extends ListConverter {
    private final int column;
    private float[] buffer = new float[64];
    private int size;

    FloatsConverter(int column) {
      this.column = column;
    }

    @Override
    void add(float value) {
      if (size == buffer.length) {
        buffer = Arrays.copyOf(buffer, 2 * size);
      }
      buffer[size++] = value;
    }

    @Override
    public void start() {
      size = 0;
    }

    @Override
    public void end() {
      values[column] = Arrays.copyOf(buffer, size);
    }
  }

  private final class StringsConverter extends ListConverter {
    private final int column;
    private List<String> strings = new ArrayList<>();

    StringsConverter(int column) {
      this.column = column;
    }

    @Override
    void add(String value) {
      strings.add(value);
    }

    @Override
    public void start() {
      strings = new ArrayList<>();
    }

    @Override
    public void end() {
      values[column] = List.copyOf(strings);
    }
  }
}
