package org.reland.kit.text;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.reland.kit.error.BadDataException;

/**
 * Opens a file as it is, or what it is the compression of: gzip (RFC 1952) and Zstandard (RFC 8878)
 * are told by their first bytes, whatever the name says.
 */
public final class Decompression {
  private static final int BUFFER = 1 << 16;

  private Decompression() {}

  /**
   * A stream of the content, to be read in chunks.
   *
   * @throws BadDataException where there is no such file; also, from reading, where it is damaged
   */
  public static InputStream open(Path file) throws IOException {
    InputStream raw = null;
    try {
      raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
      raw.mark(4);
      byte[] magic = raw.readNBytes(4);
      raw.reset();
      if (begins(magic, 0x1f, 0x8b)) {
        return new Checked(new GZIPInputStream(raw, BUFFER), file);
      }
      if (begins(magic, 0x28, 0xb5, 0x2f, 0xfd)) {
        return new Checked(new ZstdInputStream(raw), file);
      }
      return raw;
    } catch (NoSuchFileException e) {
      throw new BadDataException(file + ": there is no such file", e);
    } catch (EOFException | ZipException e) {
      close(raw);
      throw damaged(file, e);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      close(raw);
      if (Files.isDirectory(file)) {
        throw new BadDataException(file + ": is a folder, where a file is expected", e);
      }
      throw e;
    }
  }

  private static boolean begins(byte[] bytes, int... with) {
    if (bytes.length < with.length) {
      return false;
    }
    for (int i = 0; i < with.length; i++) {
      if ((bytes[i] & 0xff) != with[i]) {
        return false;
      }
    }
    return true;
  }

  private static void close(InputStream stream) throws IOException {
    if (stream != null) {
      stream.close();
    }
  }

  private static BadDataException damaged(Path file, IOException e) {
    return new BadDataException(
        "%s: its compressed content is damaged or cut off (%s): get the file again"
            .formatted(file, e.getMessage()),
        e);
  }

  /** Says which file it is whose content cannot be unpacked. */
  private static final class Checked extends FilterInputStream {
    private final Path file;

    Checked(InputStream unpacked, Path file) {
      super(unpacked);
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      try {
        return in.read();
      } catch (EOFException | ZipException | ZstdIOException e) {
        throw damaged(file, e);
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return in.read(bytes, offset, length);
      } catch (EOFException | ZipException | ZstdIOException e) {
        throw damaged(file, e);
      }
    }
  }
}
