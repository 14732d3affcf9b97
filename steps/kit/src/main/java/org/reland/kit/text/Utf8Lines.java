package org.reland.kit.text;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.reland.kit.error.BadDataException;

/**
 * The lines of a UTF-8 file, one in memory at a time. Strict, because a replacement character in an
 * id would silently join two users; the error names the line.
 */
public final class Utf8Lines implements Closeable {
  private static final int LONGEST = 1 << 24;
  private static final int BYTE_ORDER_MARK = '\uFEFF';

  private final Path file;
  private final InputStream in;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private byte[] buffer = new byte[1 << 10];
  private long number;

  private Utf8Lines(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /**
   * Opens a file.
   *
   * @throws BadDataException where there is no such file
   */
  public static Utf8Lines open(Path file) throws IOException {
    try {
      return new Utf8Lines(file, new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    } catch (NoSuchFileException e) {
      throw new BadDataException(file + ": there is no such file", e);
    }
  }

  /** The next line without its end, or null after the last. */
  public @Nullable String next() throws IOException {
    int length = 0;
    int b = in.read();
    if (b < 0) {
      return null;
    }
    number++;
    for (; b >= 0 && b != '\n'; b = in.read()) {
      if (length == LONGEST) {
        throw new BadDataException(
            "%s: longer than %d bytes: is this a text file?".formatted(place(), LONGEST));
      }
      if (length == buffer.length) {
        buffer = Arrays.copyOf(buffer, 2 * length);
      }
      buffer[length++] = (byte) b;
    }
    if (length > 0 && buffer[length - 1] == '\r') {
      length--;
    }
    String line = decode(length);
    return number == 1 && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK
        ? line.substring(1)
        : line;
  }

  /** The next line that holds more than white space, or null after the last. */
  public @Nullable String nextFilled() throws IOException {
    String line = next();
    while (line != null && line.isBlank()) {
      line = next();
    }
    return line;
  }

  /** {@code file:line} of the line read last. */
  public String place() {
    return file + ":" + number;
  }

  /** Lines read so far. */
  public long number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private String decode(int length) {
    ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, length);
    try {
      return decoder.decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new BadDataException(
          "%s: byte %d is not UTF-8: convert the file, for example with iconv -t UTF-8"
              .formatted(place(), bytes.position() + 1),
          e);
    }
  }
}
