package org.reland.neural;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;

/** How much attention fits into one array; its numbers are tested with the transformer's. */
final class CausalSelfAttentionTest {
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  @Test
  void theLongestSequencesFillAnArrayAndOneMoreRowIsTooMuch() {
    for (int sequences : new int[] {1, 2, 3, 127, 128, 512, 65_535, 1 << 25, Integer.MAX_VALUE}) {
      for (int heads : new int[] {1, 2, 3, 64}) {
        int longest = CausalSelfAttention.longest(sequences, heads);
        String place = sequences + " sequences, " + heads + " heads";
        assertTrue(fits(sequences, heads, longest), place);
        assertTrue(!fits(sequences, heads, longest + 1), place);
      }
    }
  }

  private static boolean fits(int sequences, int heads, int length) {
    BigInteger l = BigInteger.valueOf(length);
    BigInteger numbers =
        l.multiply(l.add(BigInteger.ONE))
            .shiftRight(1)
            .multiply(BigInteger.valueOf(sequences))
            .multiply(BigInteger.valueOf(heads));
    return numbers.compareTo(BigInteger.valueOf(LONGEST_ARRAY)) <= 0;
  }

  @Test
  void whatDoesNotFitIsRefusedAndNotWritten() {
    int d = 64;
    Trunk trunk = new Trunk(d, 4096, 1, 64, d, true, 0, 0, 0.1, 1e-3);
    CausalSelfAttention attention =
        new CausalSelfAttention("a", trunk, new SplittableRandom(1), Parallel.serial());
    int[] lengths = new int[4];
    Arrays.fill(lengths, 4096);
    Matrix x = new Matrix(4 * 4096, d);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> attention.forward(x, Packing.of(lengths), null))
            .getMessage();
    assertTrue(message.contains("4 sequences"), message);
  }
}
