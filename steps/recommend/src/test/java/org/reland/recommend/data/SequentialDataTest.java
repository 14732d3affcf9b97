package org.reland.recommend.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class SequentialDataTest {
  /** The third user is too short to leave anything out. */
  private final SequentialData data =
      new SequentialData(
          9,
          Histories.of(new int[][] {{5, 1, 5, 7}, {0, 2, 8}, {3, 4}, {}}),
          new int[] {2, 1, 2, 0});

  @Test
  void theLastItemIsTheTestItemTheOneBeforeItTheValidationItem() {
    assertArrayEquals(new int[] {5, 2}, data.valid().itemOf());
    assertArrayEquals(new int[] {0, 1}, data.valid().userOf());
    assertArrayEquals(new int[] {7, 8}, data.test().itemOf());
  }

  @Test
  void whatIsTrainedOnEndsBeforeBoth() {
    Histories train = data.train();
    assertArrayEquals(new int[] {5, 1}, train.items(0, 0, train.length(0)));
    assertArrayEquals(new int[] {0}, train.items(1, 0, train.length(1)));
    assertArrayEquals(new int[] {3, 4}, train.items(2, 0, train.length(2)));
    assertEquals(0, train.length(3));
  }

  @Test
  void beforeTheTestItemTheValidationItemIsKnown() {
    Histories known = data.beforeTest();
    assertArrayEquals(new int[] {5, 1, 5}, known.items(0, 0, known.length(0)));
    assertArrayEquals(new int[] {0, 2}, known.items(1, 0, known.length(1)));
    assertEquals(2, known.length(2));
  }
}
