package org.reland.kit.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.reland.kit.error.BadDataException;

/**
 * The lines of a text file, one in memory at a time; gzip and zstd are unpacked. Strict, because a
 * replacement character in an id would silently join two users; the error names the line.
 */
public final class TextLines implements Closeable {
  private static final int LONGEST = 1 << 24;
  private static final int BYTE_ORDER_MARK = '\uFEFF';

  private final Path file;
  private final InputStream in;
  private final CharsetDecoder decoder;
  private final byte[] chunk = new byte[1 << 16];
  private int from;
  private int until;
  private byte[] line = new byte[1 << 10];
  private long number;

  private TextLines(Path file, InputStream in, Charset charset) {
    this.file = file;
    this.in = in;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /**
   * Opens a file in UTF-8.
   *
   * @throws BadDataException where there is no such file
   */
  public static TextLines open(Path file) throws IOException {
    return open(file, StandardCharsets.UTF_8);
  }

  /**
   * Opens a file.
   *
   * @param charset one in which a line feed is the byte 10 and nothing else is
   * @throws BadDataException where there is no such file
   */
  public static TextLines open(Path file, Charset charset) throws IOException {
    return new TextLines(file, Decompression.open(file), charset);
  }

  /** The next line without its end, or null after the last. */
  public @Nullable String next() throws IOException {
    if (from == until && !fill()) {
      return null;
    }
    number++;
    int length = 0;
    boolean ended = false;
    while (!ended && (from < until || fill())) {
      int end = from;
      while (end < until && chunk[end] != '\n') {
        end++;
      }
      int more = end - from;
      if (more > LONGEST - length) {
        throw new BadDataException(
            "%s: longer than %d bytes: is this a text file?".formatted(place(), LONGEST));
      }
      if (length + more > line.length) {
        line = Arrays.copyOf(line, Math.max(2 * line.length, length + more));
      }
      System.arraycopy(chunk, from, line, length, more);
      length += more;
      ended = end < until;
      from = ended ? end + 1 : end;
    }
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    String text = decode(length);
    return number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK
        ? text.substring(1)
        : text;
  }

  private boolean fill() throws IOException {
    from = 0;
    until = Math.max(0, in.read(chunk));
    return until > 0;
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
    ByteBuffer bytes = ByteBuffer.wrap(line, 0, length);
    try {
      return decoder.decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new BadDataException(
          "%s: byte %d is not %s: convert the file, for example with iconv -t UTF-8, or say what it is (of raw data: ingest.encoding, --encoding)"
              .formatted(place(), bytes.position() + 1, decoder.charset()),
          e);
    }
  }
}
