package org.reland.kit.table;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Rows of some columns of a file, each as an array over all columns. */
final class ForeignReadSupport extends ReadSupport<@Nullable Object[]> {
  private final MessageType file;
  private final int[] columns;

  ForeignReadSupport(MessageType file, Set<Integer> wanted) {
    this.file = file;
    this.columns =
        IntStream.range(0, file.getFieldCount())
            .filter(
                i ->
                    wanted.isEmpty()
                        ? ForeignColumn.isReadable(file.getType(i))
                        : wanted.contains(i))
            .toArray();
  }

  @Override
  public ReadContext init(InitContext context) {
    return new ReadContext(
        new MessageType(file.getName(), Arrays.stream(columns).mapToObj(file::getType).toList()));
  }

  @Deprecated
  @Override
  public RecordMaterializer<@Nullable Object[]> prepareForRead(
      Configuration configuration,
      Map<String, String> metadata,
      MessageType fileSchema,
      ReadContext context) {
    throw new UnsupportedOperationException("Hadoop's configuration is not used");
  }

  @Override
  public RecordMaterializer<@Nullable Object[]> prepareForRead(
      ParquetConfiguration configuration,
      Map<String, String> metadata,
      MessageType fileSchema,
      ReadContext context) {
    return new Assembler(file, columns);
  }

  private static final class Assembler extends RecordMaterializer<@Nullable Object[]> {
    private final @Nullable Object[] values;
    private final GroupConverter root;

    Assembler(MessageType file, int[] columns) {
      values = new Object[file.getFieldCount()];
      Converter[] converters =
          Arrays.stream(columns)
              .mapToObj(
                  column -> ForeignColumn.converter(file.getType(column), v -> values[column] = v))
              .toArray(Converter[]::new);
      root =
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
    public @Nullable Object[] getCurrentRecord() {
      return values.clone();
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }
  }
}
