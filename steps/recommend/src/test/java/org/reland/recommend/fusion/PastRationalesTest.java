package org.reland.recommend.fusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Matrix;

/** Two users, of histories 7 3 and 5; seeds 0 1 2. */
final class PastRationalesTest {
  private final PastRationales past =
      new PastRationales(
          new Rationales(matches(0, 1), Matrix.of(new float[] {1, 2, 3}, 3, 1)),
          new int[] {0, 2, 3},
          new int[] {7, 3, 5},
          matches(1, 2, 0),
          matches(2, 0, -1));

  /** One seed a row; -1 for none. */
  private static CsrMatrix matches(int... seeds) {
    int[] rows = new int[seeds.length];
    Arrays.setAll(rows, r -> r);
    int[] kept = Arrays.stream(rows).filter(r -> seeds[r] >= 0).toArray();
    float[] ones = new float[kept.length];
    Arrays.fill(ones, 1);
    return CsrMatrix.fromTriplets(
        seeds.length, 3, kept, Arrays.stream(kept).map(r -> seeds[r]).toArray(), ones);
  }

  @Test
  void aPositionSeesTheSeedOfItsPastAndAPairThatOfTheRest() {
    int[] rows = {
      past.upTo(0, 0), past.upTo(0, 1), past.upTo(1, 0), past.without(0, 7), past.without(0, 3)
    };
    assertArrayEquals(new int[] {1, 2, 0, 2, 0}, past.of(rows).matches().columns());
  }

  @Test
  void whatTheEncoderDidNotSeeHasThePastOfTheLastThatItSaw() {
    int[] rows = {past.upTo(0, 2), past.upTo(1, 4), past.without(1, 3)};
    assertArrayEquals(new int[] {2, 0, 1}, past.of(rows).matches().columns());
  }

  @Test
  void aUserOfWhomNothingIsLeftHasNoMatch() {
    Rationales rationales = past.of(new int[] {past.without(1, 5), past.upTo(1, 0)});
    assertEquals(false, rationales.matched(0));
    assertEquals(true, rationales.matched(1));
  }
}
