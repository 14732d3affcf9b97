package org.reland.kit.table;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A Parquet input over the bytes of one part, which were verified as a whole before. */
final class MemoryFile implements InputFile {
  private final byte[] bytes;

  MemoryFile(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long getLength() {
    return bytes.length;
  }

  @Override
  public SeekableInputStream newStream() {
    return new Stream(ByteBuffer.wrap(bytes));
  }

  private static final class Stream extends SeekableInputStream {
    private final ByteBuffer in;

    Stream(ByteBuffer in) {
      this.in = in;
    }

    @Override
    public long getPos() {
      return in.position();
    }

    @Override
    public void seek(long position) {
      in.position(Math.toIntExact(position));
    }

    @Override
    public int read() {
      return in.hasRemaining() ? in.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (!in.hasRemaining()) {
        return -1;
      }
      int count = Math.min(length, in.remaining());
      in.get(into, offset, count);
      return count;
    }

    @Override
    public void readFully(byte[] into) throws IOException {
      readFully(into, 0, into.length);
    }

    @Override
    public void readFully(byte[] into, int offset, int length) throws IOException {
      if (in.remaining() < length) {
        throw new EOFException("the part ends too early");
      }
      in.get(into, offset, length);
    }

    @Override
    public int read(ByteBuffer into) {
      if (!in.hasRemaining()) {
        return -1;
      }
      int count = Math.min(into.remaining(), in.remaining());
      into.put(in.slice(in.position(), count));
      in.position(in.position() + count);
      return count;
    }

    @Override
    public void readFully(ByteBuffer into) throws IOException {
      if (in.remaining() < into.remaining()) {
        throw new EOFException("the part ends too early");
      }
      read(into);
    }
  }
}
