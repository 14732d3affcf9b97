package org.reland.kit.table;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.snappy.SnappyDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.reland.kit.error.BadDataException;

/** What other programs pack their columns with; only for reading. */
final class ForeignCodecs implements CompressionCodecFactory {
  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("files of others are only read");
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return switch (codec) {
      case UNCOMPRESSED -> new Decompressor((packed, _) -> packed);
      case SNAPPY -> new Decompressor(ForeignCodecs::snappy);
      case GZIP ->
          new Decompressor(
              (packed, size) ->
                  new GZIPInputStream(new ByteArrayInputStream(packed)).readNBytes(size));
      case ZSTD -> new Decompressor(Zstd::decompress);
      case LZO, BROTLI, LZ4, LZ4_RAW ->
          throw new BadDataException(
              "its columns are packed with %s; snappy, gzip, zstd and none can be read"
                  .formatted(codec));
    };
  }

  @Override
  public void release() {}

  private static byte[] snappy(byte[] packed, int size) {
    byte[] bytes = new byte[size];
    new SnappyDecompressor().decompress(packed, 0, packed.length, bytes, 0, size);
    return bytes;
  }

  /** From packed bytes to so many others. */
  private interface Unpacking {
    byte[] unpack(byte[] packed, int size) throws IOException;
  }

  private record Decompressor(Unpacking unpacking) implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      return BytesInput.from(unpack(bytes.toInputStream().readAllBytes(), size));
    }

    @Override
    public void decompress(ByteBuffer in, int compressed, ByteBuffer out, int size)
        throws IOException {
      byte[] from = new byte[compressed];
      in.get(from);
      out.put(unpack(from, size));
    }

    private byte[] unpack(byte[] packed, int size) throws IOException {
      byte[] bytes = unpacking.unpack(packed, size);
      if (bytes.length != size) {
        throw new IOException(
            "a page holds %d bytes where it should hold %d".formatted(bytes.length, size));
      }
      return bytes;
    }

    @Override
    public void release() {}
  }
}
