package org.reland.kit.table;

import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Writes records through Parquet's record consumer. */
final class RecordWriteSupport<R extends Record> extends WriteSupport<R> {
  private final RecordSchema<R> schema;
  private @Nullable RecordConsumer consumer;

  RecordWriteSupport(RecordSchema<R> schema) {
    this.schema = schema;
  }

  @Deprecated
  @Override
  public WriteContext init(Configuration configuration) {
    throw new UnsupportedOperationException("Hadoop's configuration is not used");
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(schema.parquet(), Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    this.consumer = consumer;
  }

  @Override
  public void write(R record) {
    RecordConsumer out = consumer;
    if (out == null) {
      throw new IllegalStateException("not prepared");
    }
    out.startMessage();
    int index = 0;
    for (RecordSchema.Column column : schema.columns()) {
      Object value = schema.value(column, record);
      if (value == null) {
        if (!column.optional()) {
          throw new IllegalArgumentException(
              "column %s of %s is null but not @Nullable: %s"
                  .formatted(column.name(), schema.row().getSimpleName(), record));
        }
      } else {
        out.startField(column.name(), index);
        write(out, column.type(), value);
        out.endField(column.name(), index);
      }
      index++;
    }
    out.endMessage();
  }

  private static void write(RecordConsumer out, ColumnType type, Object value) {
    switch (type) {
      case BOOLEAN -> out.addBoolean((Boolean) value);
      case INT -> out.addInteger((Integer) value);
      case LONG -> out.addLong((Long) value);
      case FLOAT -> out.addFloat((Float) value);
      case DOUBLE -> out.addDouble((Double) value);
      case STRING -> out.addBinary(Binary.fromString((String) value));
      case FLOATS -> {
        float[] vector = (float[]) value;
        writeList(out, vector.length, i -> out.addFloat(vector[i]));
      }
      case STRINGS -> {
        List<?> strings = (List<?>) value;
        writeList(
            out, strings.size(), i -> out.addBinary(Binary.fromString((String) strings.get(i))));
      }
    }
  }

  private static void writeList(RecordConsumer out, int size, IntConsumer element) {
    out.startGroup();
    if (size > 0) {
      out.startField("list", 0);
      for (int i = 0; i < size; i++) {
        out.startGroup();
        out.startField("element", 0);
        element.accept(i);
        out.endField("element", 0);
        out.endGroup();
      }
      out.endField("list", 0);
    }
    out.endGroup();
  }
}
