package org.reland.kit.table;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;

/**
 * Tables of records as Parquet (zstd), without Hadoop. The same rows give the same bytes.
 *
 * <p>Supported components: boolean, int, long, float, double and their boxes, String, float[],
 * {@code List<String>}; {@code @Nullable} ones are optional columns.
 */
public final class ParquetTables {
  private ParquetTables() {}

  /** Where the rows of one part go; {@link #close} ends the file. */
  public interface RowSink<R> extends AutoCloseable {
    void write(R row) throws IOException;

    @Override
    void close() throws IOException;
  }

  /** The columns of a record's table as (name, type) for manifests, in order. */
  public static Map<String, String> columns(Class<? extends Record> row) {
    var columns = new LinkedHashMap<String, String>();
    for (RecordSchema.Column column : RecordSchema.of(row).columns()) {
      String type = column.type().name().toLowerCase(Locale.ROOT);
      columns.put(column.name(), column.optional() ? type + "?" : type);
    }
    return columns;
  }

  /** Starts a table on a stream, which is flushed but not closed when the table ends. */
  public static <R extends Record> RowSink<R> writer(Class<R> row, OutputStream out)
      throws IOException {
    ParquetWriter<R> writer =
        new Builder<>(RecordSchema.of(row), new StreamFile(out))
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(new ZstdCodecs())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withDictionaryEncoding(true)
            .build();
    return new RowSink<>() {
      @Override
      public void write(R record) throws IOException {
        writer.write(record);
      }

      @Override
      public void close() throws IOException {
        writer.close();
      }
    };
  }

  /** Hands every row of a part to the consumer, in order. */
  public static <R extends Record> void read(Class<R> row, byte[] part, Consumer<R> consumer) {
    try (ParquetReader<R> reader =
        new Reader<>(RecordSchema.of(row), new MemoryFile(part))
            .withCodecFactory(new ZstdCodecs())
            .build()) {
      for (R record = reader.read(); record != null; record = reader.read()) {
        consumer.accept(record);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All rows of a part. */
  public static <R extends Record> List<R> read(Class<R> row, byte[] part) {
    List<R> rows = new ArrayList<>();
    read(row, part, rows::add);
    return rows;
  }

  private static final class Builder<R extends Record>
      extends ParquetWriter.Builder<R, Builder<R>> {
    private final RecordSchema<R> schema;

    Builder(RecordSchema<R> schema, OutputFile file) {
      super(file);
      this.schema = schema;
    }

    @Override
    protected Builder<R> self() {
      return this;
    }

    @Deprecated
    @Override
    protected WriteSupport<R> getWriteSupport(Configuration configuration) {
      return new RecordWriteSupport<>(schema);
    }

    @Override
    protected WriteSupport<R> getWriteSupport(ParquetConfiguration configuration) {
      return new RecordWriteSupport<>(schema);
    }
  }

  private static final class Reader<R extends Record> extends ParquetReader.Builder<R> {
    private final RecordSchema<R> schema;

    Reader(RecordSchema<R> schema, InputFile file) {
      super(file, new PlainParquetConfiguration());
      this.schema = schema;
    }

    @Override
    protected ReadSupport<R> getReadSupport() {
      return new RecordReadSupport<>(schema);
    }
  }
}
