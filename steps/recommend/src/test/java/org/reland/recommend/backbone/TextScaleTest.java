package org.reland.recommend.backbone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.reland.linalg.Matrix;
import org.reland.recommend.TestData;

final class TextScaleTest {
  private static final int ROWS = 40;
  private static final int COLS = 5;
  private static final int UNKNOWN = 7;
  private static final int CONSTANT = 3;

  private static Matrix texts() {
    Matrix texts = TestData.matrix(ROWS, COLS, 11);
    for (int r = 0; r < ROWS; r++) {
      texts.set(r, 0, 5 + 10 * texts.get(r, 0));
      texts.set(r, CONSTANT, 0.25f);
    }
    for (int j = 0; j < COLS; j++) {
      texts.set(UNKNOWN, j, 0);
    }
    return texts;
  }

  /** In doubles, one number at a time. */
  private static double[] scaled(Matrix texts, int row, Matrix around) {
    double[] scaled = new double[COLS];
    double squares = 0;
    for (int j = 0; j < COLS; j++) {
      double deviation = Math.sqrt(moment(texts, j, mean(texts, j)));
      scaled[j] = j == CONSTANT ? 0 : (texts.get(row, j) - mean(around, j)) / Math.sqrt(deviation);
      squares += scaled[j] * scaled[j];
    }
    for (int j = 0; j < COLS; j++) {
      scaled[j] /= Math.sqrt(squares);
    }
    return scaled;
  }

  private static double mean(Matrix texts, int j) {
    double sum = 0;
    for (int r = 0; r < ROWS; r++) {
      sum += r == UNKNOWN ? 0 : texts.get(r, j);
    }
    return sum / (ROWS - 1);
  }

  private static double moment(Matrix texts, int j, double mean) {
    double sum = 0;
    for (int r = 0; r < ROWS; r++) {
      sum += r == UNKNOWN ? 0 : Math.pow(texts.get(r, j) - mean, 2);
    }
    return sum / (ROWS - 1);
  }

  @Test
  void halvesTheSpreadOfTheDeviationsAndBringsEveryRowToLengthOne() {
    Matrix texts = texts();
    Matrix applied = TextScale.of(texts).apply(texts);
    for (int r = 0; r < ROWS; r++) {
      double[] expected = r == UNKNOWN ? new double[COLS] : scaled(texts, r, texts);
      for (int j = 0; j < COLS; j++) {
        assertEquals(expected[j], applied.get(r, j), 1e-5, "row " + r + ", dimension " + j);
      }
    }
  }

  @Test
  void textsOfAnotherStyleKeepTheDeviationsAndGetAMeanOfTheirOwn() {
    Matrix items = texts();
    Matrix others = texts();
    for (int r = 0; r < ROWS; r++) {
      others.set(r, 1, r == UNKNOWN ? 0 : others.get(r, 1) + 3);
    }
    Matrix applied = TextScale.of(items).around(others).apply(others);
    Matrix before = TextScale.of(items).apply(items);
    // The shift is taken out again, so that the same is left.
    assertArrayEquals(before.data(), applied.data(), 1e-5f);
  }
}
