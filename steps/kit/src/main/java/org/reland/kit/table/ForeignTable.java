package org.reland.kit.table;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;
import org.reland.kit.error.BadDataException;

/**
 * A Parquet file of others: any flat columns, lists of texts, the usual codecs. Values come as
 * String, Long, Double, Boolean, times as Double, seconds since 1970, or lists of String.
 */
public final class ForeignTable implements Closeable {
  private final Path path;
  private final MessageType schema;
  private @Nullable ParquetReader<@Nullable Object[]> reader;
  private Set<Integer> wanted = Set.of();
  private long row;

  private ForeignTable(Path path, MessageType schema) {
    this.path = path;
    this.schema = schema;
  }

  /**
   * Opens a file and reads what columns it has.
   *
   * @throws BadDataException where there is no file, or it is no Parquet
   */
  public static ForeignTable open(Path path) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new ForeignCodecs())
            .build();
    try (ParquetFileReader file = ParquetFileReader.open(new LocalInputFile(path), options)) {
      return new ForeignTable(path, file.getFileMetaData().getSchema());
    } catch (NoSuchFileException e) {
      throw new BadDataException(path + ": there is no such file", e);
    } catch (IOException | RuntimeException e) {
      throw unreadable(path, e);
    }
  }

  /** Names of the columns, in the file's order. */
  public List<String> columns() {
    return schema.getFields().stream().map(Type::getName).toList();
  }

  /** Whether a column holds times. */
  public boolean isTime(int column) {
    return ForeignColumn.isTime(schema.getType(column));
  }

  /**
   * Says which columns will be looked at; the others are not read.
   *
   * @throws BadDataException where one of them is not flat
   */
  public void use(Set<Integer> columns) {
    for (int column : columns) {
      Type type = schema.getType(column);
      if (!ForeignColumn.isReadable(type)) {
        throw new BadDataException(
            "%s: column %s cannot be read: it is '%s', and flat values and lists of texts can be"
                .formatted(path, type.getName(), type.toString().replaceAll("\\s+", " ")));
      }
    }
    wanted = Set.copyOf(columns);
  }

  /** The values of the next row, by column, null where there is none; null after the last row. */
  public @Nullable Object @Nullable [] next() throws IOException {
    try {
      if (reader == null) {
        reader =
            new Builder(new LocalInputFile(path), schema, wanted)
                .withCodecFactory(new ForeignCodecs())
                .build();
      }
      row++;
      return reader.read();
    } catch (IOException | RuntimeException e) {
      throw unreadable(path, e);
    }
  }

  /** Number of the row that was read last, from 1. */
  public long row() {
    return row;
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
    }
  }

  private static BadDataException unreadable(Path path, Exception e) {
    Throwable inner = e;
    while (inner instanceof ParquetDecodingException && inner.getCause() != null) {
      inner = inner.getCause();
    }
    return new BadDataException(
        "%s: is no Parquet file, or damaged: %s".formatted(path, inner.getMessage()), e);
  }

  private static final class Builder extends ParquetReader.Builder<@Nullable Object[]> {
    private final MessageType schema;
    private final Set<Integer> wanted;

    Builder(InputFile file, MessageType schema, Set<Integer> wanted) {
      super(file, new PlainParquetConfiguration());
      this.schema = schema;
      this.wanted = wanted;
    }

    @Override
    protected ReadSupport<@Nullable Object[]> getReadSupport() {
      return new ForeignReadSupport(schema, wanted);
    }
  }
}
