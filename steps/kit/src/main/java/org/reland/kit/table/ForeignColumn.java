package org.reland.kit.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * How a column of others is read, by its physical and its logical type. Definition: Parquet's
 * "Logical Types"; INT96 is how Spark and Impala used to write times.
 */
final class ForeignColumn {
  private static final double SECONDS_A_DAY = 86_400;
  private static final int JULIAN_DAY_OF_1970 = 2_440_588;

  private ForeignColumn() {}

  static boolean isReadable(Type type) {
    return type.isPrimitive()
        ? !type.isRepetition(Type.Repetition.REPEATED)
        : element(type) != null;
  }

  static boolean isTime(Type type) {
    return type.isPrimitive()
        && (type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT96
            || type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation
            || type.getLogicalTypeAnnotation() instanceof DateLogicalTypeAnnotation);
  }

  /** Hands every value of the column on. */
  static Converter converter(Type type, Consumer<Object> sink) {
    return type.isPrimitive()
        ? new Scalar(type.asPrimitiveType(), sink)
        : new ListOf(type.asGroupType(), sink);
  }

  /** The primitive of which a column is a list, in the forms that there are; null: it is none. */
  private static @Nullable PrimitiveType element(Type type) {
    if (!(type.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation)
        || type.asGroupType().getFieldCount() != 1) {
      return null;
    }
    Type repeated = type.asGroupType().getType(0);
    if (!repeated.isPrimitive() && repeated.asGroupType().getFieldCount() == 1) {
      repeated = repeated.asGroupType().getType(0);
    }
    return repeated.isPrimitive() ? repeated.asPrimitiveType() : null;
  }

  /** One value. */
  private static final class Scalar extends PrimitiveConverter {
    private final PrimitiveType type;
    private final Consumer<Object> sink;
    private Object[] dictionary = new Object[0];

    Scalar(PrimitiveType type, Consumer<Object> sink) {
      this.type = type;
      this.sink = sink;
    }

    @Override
    public boolean hasDictionarySupport() {
      return switch (type.getPrimitiveTypeName()) {
        case BINARY, FIXED_LEN_BYTE_ARRAY -> true;
        case INT96, INT32, INT64, FLOAT, DOUBLE, BOOLEAN -> false;
      };
    }

    @Override
    public void setDictionary(Dictionary values) {
      dictionary = new Object[values.getMaxId() + 1];
      for (int i = 0; i < dictionary.length; i++) {
        dictionary[i] = binary(values.decodeToBinary(i));
      }
    }

    @Override
    public void addValueFromDictionary(int id) {
      sink.accept(dictionary[id]);
    }

    @Override
    public void addBinary(Binary value) {
      sink.accept(binary(value));
    }

    private Object binary(Binary value) {
      if (type.getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
        var bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanos = bytes.getLong(bytes.position());
        int day = bytes.getInt(bytes.position() + Long.BYTES);
        return (day - JULIAN_DAY_OF_1970) * SECONDS_A_DAY + nanos / 1e9;
      }
      return type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal
          ? new BigDecimal(new BigInteger(value.getBytes()), decimal.getScale()).doubleValue()
          : value.toStringUsingUTF8();
    }

    @Override
    public void addInt(int value) {
      addLong(value);
    }

    @Override
    public void addLong(long value) {
      LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
      sink.accept(
          switch (logical) {
            case TimestampLogicalTypeAnnotation time -> seconds(value, time);
            case DateLogicalTypeAnnotation _ -> value * SECONDS_A_DAY;
            case DecimalLogicalTypeAnnotation decimal ->
                BigDecimal.valueOf(value, decimal.getScale()).doubleValue();
            case null, default -> value;
          });
    }

    private static double seconds(long value, TimestampLogicalTypeAnnotation time) {
      return switch (time.getUnit()) {
        case MILLIS -> value / 1e3;
        case MICROS -> value / 1e6;
        case NANOS -> value / 1e9;
      };
    }

    @Override
    public void addFloat(float value) {
      sink.accept((double) value);
    }

    @Override
    public void addDouble(double value) {
      sink.accept(value);
    }

    @Override
    public void addBoolean(boolean value) {
      sink.accept(value);
    }
  }

  /** A list of values, as texts. */
  private static final class ListOf extends GroupConverter {
    private final Consumer<Object> sink;
    private final Converter repeated;
    private List<String> texts = new ArrayList<>();

    ListOf(GroupType list, Consumer<Object> sink) {
      this.sink = sink;
      Type inner = list.getType(0);
      repeated =
          inner.isPrimitive()
              ? new Scalar(inner.asPrimitiveType(), value -> texts.add(value.toString()))
              : new Element(inner.asGroupType());
    }

    @Override
    public Converter getConverter(int field) {
      return repeated;
    }

    @Override
    public void start() {
      texts = new ArrayList<>();
    }

    @Override
    public void end() {
      sink.accept(List.copyOf(texts));
    }

    private final class Element extends GroupConverter {
      private final Converter value;

      Element(GroupType group) {
        value = new Scalar(group.getType(0).asPrimitiveType(), text -> texts.add(text.toString()));
      }

      @Override
      public Converter getConverter(int field) {
        return value;
      }

      @Override
      public void start() {}

      @Override
      public void end() {}
    }
  }
}
