package org.reland.behavior.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LargestRemainderTest {
  @Test
  void dividesTheTextbookExample() {
    // Shares of 10 seats: 4.7, 1.6, 1.58, 1.2, .61, .31.
    assertArrayEquals(
        new int[] {5, 2, 1, 1, 1, 0},
        LargestRemainder.divide(10, new int[] {47_000, 16_000, 15_800, 12_000, 6_100, 3_100}));
  }

  @Test
  void everybodyGetsItsShareRoundedUpOrDownAndNobodyIsPassedOver() {
    SplittableRandom random = new SplittableRandom(4);
    for (int trial = 0; trial < 300; trial++) {
      int[] sizes = random.ints(1 + random.nextInt(12), 0, 40).toArray();
      sizes[0]++;
      int seats = random.nextInt(30);
      int[] divided = LargestRemainder.divide(seats, sizes);
      double total = Arrays.stream(sizes).sum();
      assertEquals(seats, Arrays.stream(divided).sum());
      for (int a = 0; a < sizes.length; a++) {
        double share = seats * sizes[a] / total;
        assertTrue(divided[a] > share - 1 && divided[a] < share + 1);
        for (int b = 0; b < sizes.length; b++) {
          double other = seats * sizes[b] / total;
          boolean up = divided[a] > Math.floor(share + 1e-9);
          boolean otherDown = divided[b] == Math.floor(other + 1e-9);
          if (up && otherDown) {
            assertTrue(
                share - Math.floor(share) >= other - Math.floor(other + 1e-9) - 1e-9,
                "a seat went to the smaller remainder");
          }
        }
      }
    }
  }
}
