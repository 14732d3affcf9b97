package org.reland.kit.step;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

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
