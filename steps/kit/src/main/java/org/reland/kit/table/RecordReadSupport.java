package org.reland.kit.table;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/** Reads records; the file's schema has to be the record's. */
final class RecordReadSupport<R extends Record> extends ReadSupport<R> {
  private final RecordSchema<R> schema;

  RecordReadSupport(RecordSchema<R> schema) {
    this.schema = schema;
  }

  @Override
  public ReadContext init(InitContext context) {
    return new ReadContext(schema.parquet());
  }

  @Deprecated
  @Override
  public RecordMaterializer<R> prepareForRead(
      Configuration configuration,
      Map<String, String> metadata,
      MessageType fileSchema,
      ReadContext context) {
    throw new UnsupportedOperationException("Hadoop's configuration is not used");
  }

  @Override
  public RecordMaterializer<R> prepareForRead(
      ParquetConfiguration configuration,
      Map<String, String> metadata,
      MessageType fileSchema,
      ReadContext context) {
    return new RecordAssembler<>(schema);
  }
}
