package org.reland.kit.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
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
  void noBeginningOfACheckpointIsOne() {
    byte[] sealed = FORMAT.seal(STATE);
    for (int length = 0; length < sealed.length; length++) {
      assertTrue(FORMAT.open(Arrays.copyOf(sealed, length)).isEmpty(), length + " bytes");
    }
  }

  @Test
  void noCheckpointWithAChangedByteIsOne() {
    byte[] sealed = FORMAT.seal(STATE);
    for (int at = 0; at < sealed.length; at++) {
      byte[] changed = sealed.clone();
      changed[at] ^= 16;
      assertTrue(FORMAT.open(changed).isEmpty(), "byte " + at);
    }
  }

  @Test
  void bytesOfAnotherKindAreNone() {
    assertTrue(FORMAT.open(bytes(1000)).isEmpty());
    for (CheckpointFormat other :
        List.of(
            new CheckpointFormat("same", 3, List.of(4, 7)),
            new CheckpointFormat("some", 2, List.of(4, 7)),
            new CheckpointFormat("some", 3, List.of(7, 4)),
            new CheckpointFormat("some", 3, List.of(4)),
            new CheckpointFormat("some", 3, List.of(4, 7, 1)))) {
      assertTrue(FORMAT.open(other.seal(STATE)).isEmpty(), other.toString());
    }
  }
}
