package org.reland.reasoning.transformer;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.reland.kit.error.BadDataException;
import org.reland.kit.store.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Tensors of a file in the safetensors format (huggingface.co/docs/safetensors): the header's
 * length as a little-endian 64-bit integer, a header in JSON (name: dtype, shape, offsets), the
 * numbers.
 */
final class SafeTensors implements AutoCloseable {
  /** The format's own limit. */
  private static final long MAX_HEADER = 100_000_000;

  private final Path file;
  private final FileChannel channel;
  private final JsonNode header;
  private final long data;

  private SafeTensors(Path file, FileChannel channel, JsonNode header, long data) {
    this.file = file;
    this.channel = channel;
    this.header = header;
    this.data = data;
  }

  static SafeTensors open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      if (channel.size() < Long.BYTES) {
        throw new BadDataException(file + ": is no safetensors file: shorter than 8 bytes");
      }
      long length = read(channel, 0, Long.BYTES).getLong();
      if (length < 2 || length > MAX_HEADER || length > channel.size() - Long.BYTES) {
        throw new BadDataException(
            "%s: is no safetensors file, or was cut off: a header of %d bytes in a file of %d"
                .formatted(file, length, channel.size()));
      }
      JsonNode header = Json.mapper().readTree(read(channel, Long.BYTES, (int) length).array());
      return new SafeTensors(file, channel, header, Long.BYTES + length);
    } catch (JacksonException e) {
      channel.close();
      throw new BadDataException(
          "%s: is no safetensors file: its header is not JSON: %s"
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  boolean has(String name) {
    return header.path(name).isObject();
  }

  /**
   * A tensor's numbers, row by row.
   *
   * @throws BadDataException where it is missing, or has another shape
   */
  float[] read(String name, int... shape) throws IOException {
    JsonNode entry = header.path(name);
    if (!entry.isObject()) {
      throw new BadDataException("%s: has no tensor %s".formatted(file, name));
    }
    List<Integer> wanted = new ArrayList<>();
    long size = 1;
    for (int each : shape) {
      wanted.add(each);
      size *= each;
    }
    if (!entry.path("shape").toString().replace(" ", "").equals(Json.line(wanted))) {
      throw new BadDataException(
          "%s: tensor %s has the shape %s; by %s it must be %s"
              .formatted(file, name, entry.path("shape"), ModelFolder.CONFIG, wanted));
    }
    String type = entry.path("dtype").asString("");
    int bytes =
        switch (type) {
          case "F32" -> 4;
          case "F16", "BF16" -> 2;
          default ->
              throw new BadDataException(
                  "%s: tensor %s has the type '%s'; F32, F16 and BF16 can be read"
                      .formatted(file, name, type));
        };
    long from = entry.path("data_offsets").path(0).asLong(-1);
    long to = entry.path("data_offsets").path(1).asLong(-1);
    if (from < 0 || to - from != size * bytes || to > channel.size() - data) {
      throw new BadDataException(
          "%s: tensor %s lies at %d to %d of %d bytes and needs %d: the file was cut off or damaged"
              .formatted(file, name, from, to, channel.size() - data, size * bytes));
    }
    if (to - from > Integer.MAX_VALUE - 8) {
      throw new BadDataException(
          "%s: tensor %s has %,d bytes; at most 2^31 can be read".formatted(file, name, to - from));
    }
    return finite(name, numbers(type, read(channel, data + from, (int) (to - from))));
  }

  private static float[] numbers(String type, ByteBuffer bytes) {
    if (type.equals("F32")) {
      float[] numbers = new float[bytes.remaining() / Float.BYTES];
      bytes.asFloatBuffer().get(numbers);
      return numbers;
    }
    float[] numbers = new float[bytes.remaining() / Short.BYTES];
    for (int i = 0; i < numbers.length; i++) {
      short half = bytes.getShort();
      numbers[i] =
          type.equals("F16") ? Float.float16ToFloat(half) : Float.intBitsToFloat(half << 16);
    }
    return numbers;
  }

  private float[] finite(String name, float[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      if (!Float.isFinite(numbers[i])) {
        throw new BadDataException(
            "%s: tensor %s holds %s at %d".formatted(file, name, numbers[i], i));
      }
    }
    return numbers;
  }

  private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
    return bytes.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
