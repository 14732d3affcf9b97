package org.reland.kit.step;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * What stands around the state in a checkpoint: before it whose it is, in which form and of what
 * shape, behind it a checksum. So half a checkpoint, one of another version or of another model is
 * told from one's own before anything of it is believed.
 *
 * @param name of the training whose state it is
 * @param number of the form of the state; raised when the form changes
 * @param shape lengths of the arrays in the state, in their order
 */
public record CheckpointFormat(String name, int number, List<Integer> shape) {
  private static final int MAGIC = 0x524c_4350; // "RLCP"
  private static final int BUFFER_BYTES = 1 << 16;

  /** Bytes that can be read from the beginning any number of times. */
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }

  /** Writes a state. */
  @FunctionalInterface
  public interface State {
    void writeTo(DataOutputStream out) throws IOException;
  }

  /** Writes the checkpoint of a state that may be longer than an array. */
  public void write(State state, OutputStream to) throws IOException {
    CheckedOutputStream checked = new CheckedOutputStream(to, new CRC32C());
    checked.write(header());
    DataOutputStream out = new DataOutputStream(checked);
    state.writeTo(out);
    out.flush();
    out.writeInt((int) checked.getChecksum().getValue());
    out.flush();
  }

  /**
   * The state in a checkpoint that may be longer than an array, followed by the checksum. The whole
   * is read and checked first, and then once more for the caller, who closes it.
   *
   * @return empty where the checkpoint is damaged or not of this form
   */
  public Optional<DataInputStream> read(Source checkpoint) throws IOException {
    try (InputStream in = checkpoint.open()) {
      if (!isWhole(in)) {
        return Optional.empty();
      }
    }
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(checkpoint.open(), BUFFER_BYTES));
    try {
      in.skipNBytes(header().length);
      return Optional.of(in);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private boolean isWhole(InputStream in) throws IOException {
    byte[] header = header();
    if (!Arrays.equals(header, in.readNBytes(header.length))) {
      return false;
    }
    CRC32C checksum = new CRC32C();
    checksum.update(header);
    byte[] buffer = new byte[BUFFER_BYTES];
    int kept = in.readNBytes(buffer, 0, Integer.BYTES);
    // The last bytes read are kept back: nobody knows yet whether they are the checksum.
    for (int read = 1; read > 0; ) {
      read = in.readNBytes(buffer, kept, buffer.length - kept);
      checksum.update(buffer, 0, read);
      System.arraycopy(buffer, read, buffer, 0, kept);
    }
    return kept == Integer.BYTES && ByteBuffer.wrap(buffer).getInt() == (int) checksum.getValue();
  }

  /** The checkpoint of a state. */
  public byte[] seal(byte[] state) {
    byte[] header = header();
    ByteBuffer sealed = ByteBuffer.allocate(header.length + state.length + Integer.BYTES);
    sealed.put(header).put(state);
    sealed.putInt(checksum(sealed.array(), sealed.position()));
    return sealed.array();
  }

  /** The state in a checkpoint; empty where the checkpoint is damaged or not of this form. */
  public Optional<byte[]> open(byte[] sealed) {
    byte[] header = header();
    int end = sealed.length - Integer.BYTES;
    if (end < header.length
        || !Arrays.equals(header, 0, header.length, sealed, 0, header.length)
        || ByteBuffer.wrap(sealed).getInt(end) != checksum(sealed, end)) {
      return Optional.empty();
    }
    return Optional.of(Arrays.copyOfRange(sealed, header.length, end));
  }

  private byte[] header() {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer header =
        ByteBuffer.allocate((4 + shape.size()) * Integer.BYTES + text.length)
            .putInt(MAGIC)
            .putInt(number)
            .putInt(text.length)
            .put(text)
            .putInt(shape.size());
    shape.forEach(header::putInt);
    return header.array();
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }
}
