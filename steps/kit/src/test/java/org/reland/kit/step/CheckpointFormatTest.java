package org.reland.kit.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.junit.jupiter.api.Test;

final class CheckpointFormatTest {
  private static final CheckpointFormat FORMAT = new CheckpointFormat("some", 3, List.of(4, 7));
  private static final byte[] STATE = bytes(100);

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new SplittableRandom(length).nextBytes(bytes);
    return bytes;
  }

  @Test
  void whatWasSealedIsOpened() {
    assertArrayEquals(STATE, FORMAT.open(FORMAT.seal(STATE)).orElseThrow());
    assertArrayEquals(new byte[0], FORMAT.open(FORMAT.seal(new byte[0])).orElseThrow());
  }

  @Test
  void aStreamHasTheBytesOfAnArrayAndIsReadBack() throws IOException {
    for (int length : new int[] {0, 1, 3, 4, 100, 65_531, 65_532, 65_536, 65_540, 200_001}) {
      byte[] state = bytes(length);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      FORMAT.write(to -> to.write(state), out);
      assertArrayEquals(FORMAT.seal(state), out.toByteArray(), length + " bytes");
      assertArrayEquals(state, streamed(FORMAT, out.toByteArray(), length));
    }
  }

  private static byte[] streamed(CheckpointFormat format, byte[] sealed, int length)
      throws IOException {
    try (DataInputStream in = format.read(() -> new ByteArrayInputStream(sealed)).orElseThrow()) {
      return in.readNBytes(length);
    }
  }

  /** The state: these bytes over and over, more than an array holds. */
  private static final long LONG = (1L << 31) + 12_345;

  private static final byte[] BLOCK = bytes(1 << 16);

  private static void writeLong(OutputStream out) throws IOException {
    for (long left = LONG; left > 0; left -= BLOCK.length) {
      out.write(BLOCK, 0, (int) Math.min(left, BLOCK.length));
    }
  }

  /** The long checkpoint, put together by hand, its last byte changed by so much. */
  private static InputStream longCheckpoint(int change) throws IOException {
    byte[] header = Arrays.copyOf(FORMAT.seal(new byte[0]), FORMAT.seal(new byte[0]).length - 4);
    CheckedOutputStream checked =
        new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32C());
    checked.write(header);
    writeLong(checked);
    int checksum = (int) checked.getChecksum().getValue() ^ change;
    List<InputStream> parts = new ArrayList<>(List.of(new ByteArrayInputStream(header)));
    for (long left = LONG; left > 0; left -= BLOCK.length) {
      parts.add(new ByteArrayInputStream(BLOCK, 0, (int) Math.min(left, BLOCK.length)));
    }
    byte[] end = ByteBuffer.allocate(Integer.BYTES).putInt(checksum).array();
    parts.add(new ByteArrayInputStream(end));
    return new SequenceInputStream(Collections.enumeration(parts));
  }

  @Test
  void aStreamMayBeLongerThanAnArray() throws IOException {
    CRC32C written = new CRC32C();
    FORMAT.write(
        CheckpointFormatTest::writeLong,
        new CheckedOutputStream(OutputStream.nullOutputStream(), written));
    CRC32C expected = new CRC32C();
    try (InputStream in = new CheckedInputStream(longCheckpoint(0), expected)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    assertEquals(expected.getValue(), written.getValue());

    try (DataInputStream in = FORMAT.read(() -> longCheckpoint(0)).orElseThrow()) {
      assertArrayEquals(Arrays.copyOf(BLOCK, 1000), in.readNBytes(1000));
      in.skipNBytes(LONG - 1000);
      assertEquals(Integer.BYTES, in.readAllBytes().length);
    }
    assertTrue(FORMAT.read(() -> longCheckpoint(1)).isEmpty());
  }

  @Test
  void noBeginningOfACheckpointIsOne() throws IOException {
    byte[] sealed = FORMAT.seal(STATE);
    for (int length = 0; length < sealed.length; length++) {
      byte[] beginning = Arrays.copyOf(sealed, length);
      assertTrue(FORMAT.open(beginning).isEmpty(), length + " bytes");
      assertTrue(FORMAT.read(() -> new ByteArrayInputStream(beginning)).isEmpty());
    }
  }

  @Test
  void noCheckpointWithAChangedByteIsOne() throws IOException {
    byte[] sealed = FORMAT.seal(STATE);
    for (int at = 0; at < sealed.length; at++) {
      byte[] changed = sealed.clone();
      changed[at] ^= 16;
      assertTrue(FORMAT.open(changed).isEmpty(), "byte " + at);
      assertTrue(FORMAT.read(() -> new ByteArrayInputStream(changed)).isEmpty(), "byte " + at);
    }
  }

  @Test
  void bytesOfAnotherKindAreNone() throws IOException {
    assertTrue(FORMAT.open(bytes(1000)).isEmpty());
    for (CheckpointFormat other :
        List.of(
            new CheckpointFormat("same", 3, List.of(4, 7)),
            new CheckpointFormat("some", 2, List.of(4, 7)),
            new CheckpointFormat("some", 3, List.of(7, 4)),
            new CheckpointFormat("some", 3, List.of(4)),
            new CheckpointFormat("some", 3, List.of(4, 7, 1)))) {
      byte[] sealed = other.seal(STATE);
      assertTrue(FORMAT.open(sealed).isEmpty(), other.toString());
      assertTrue(FORMAT.read(() -> new ByteArrayInputStream(sealed)).isEmpty(), other.toString());
    }
  }
}
