package org.reland.recommend.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reland.recommend.report.Results.ReturnRow;
import org.reland.recommend.report.Results.SweepRow;
import org.reland.recommend.report.Results.ValidationRow;

/** Pools of 10, 20 and 40 seeds; a seed is a request of 100 tokens. */
final class SeedReturnsTest {
  private final List<SweepRow> sweep = new ArrayList<>();

  private void pool(int seeds, int repetition, long tokens, Double validation) {
    // Two cut-offs say the same of validation.
    for (int k : new int[] {5, 10}) {
      sweep.add(
          new SweepRow(
              "lightgcn",
              "reland",
              repetition,
              0.1,
              seeds,
              seeds,
              tokens,
              validation,
              "cf",
              true,
              k,
              0.5,
              0.5));
    }
  }

  private void pools(double ten, double twenty, double forty) {
    pool(10, 0, 1000, ten);
    pool(20, 0, 2000, twenty);
    pool(40, 0, 4000, forty);
  }

  private static List<ValidationRow> without(double... ndcg) {
    List<ValidationRow> rows = new ArrayList<>();
    for (double value : ndcg) {
      rows.add(
          new ValidationRow("lightgcn", "features", rows.size(), value, 1, null, null, null, null));
    }
    return rows;
  }

  private int recommended(List<ValidationRow> validation) {
    List<Integer> seeds =
        SeedReturns.of(sweep, validation).stream()
            .filter(ReturnRow::recommended)
            .map(ReturnRow::seeds)
            .toList();
    assertEquals(1, seeds.size());
    return seeds.getFirst();
  }

  @Test
  void saysWhatEveryMillionOfTokensMoreGains() {
    pools(0.204, 0.206, 0.205);
    List<ReturnRow> rows = SeedReturns.of(sweep, without(0.2));
    assertEquals(List.of(0, 10, 20, 40), rows.stream().map(ReturnRow::seeds).toList());
    assertNull(rows.getFirst().marginal());
    // .004 for 1,000 tokens, .002 for 1,000, -.001 for 2,000.
    double[] expected = {4, 2, -0.5};
    long[] additional = {1000, 1000, 2000};
    for (int n = 1; n < 4; n++) {
      assertEquals(expected[n - 1], rows.get(n).marginal(), 1e-9);
      assertEquals(additional[n - 1], rows.get(n).additional());
      assertEquals("tokens", rows.get(n).unit());
    }
  }

  @Test
  void stopsWhereMoreTokensReturnLessThanHalf() {
    // For a million tokens: 5 of the first thousand, 4 of the second, then 0.5 after 4.5 on
    // average.
    pools(0.205, 0.209, 0.210);
    assertEquals(20, recommended(without(0.2)));
    sweep.clear();
    // 7 of the first thousand, 3 of the second.
    pools(0.207, 0.210, 0.209);
    assertEquals(10, recommended(without(0.2)));
  }

  @Test
  void whereTheLastTokensReturnMostAllAreSpent() {
    pools(0.201, 0.202, 0.210);
    assertEquals(40, recommended(without(0.2)));
  }

  @Test
  void aDentInTheCurveIsPassedOver() {
    // 2 of the first thousand; of the second 0.8, but of the three thousand after the first 1.2.
    pools(0.202, 0.2028, 0.2056);
    assertEquals(40, recommended(without(0.2)));
  }

  @Test
  void recommendsNoneWhereNoneIsBetterThanNoRationales() {
    pools(0.2, 0.19, 0.2);
    assertEquals(0, recommended(without(0.2)));
  }

  @Test
  void goesByTheMeanOfRepetitions() {
    pools(0.205, 0.209, 0.210);
    pool(10, 1, 1000, 0.213);
    pool(20, 1, 2000, 0.211);
    pool(40, 1, 4000, 0.212);
    // Means .209, .210, .211 over .2: 9 of the first thousand, then 1.
    assertEquals(10, recommended(without(0.19, 0.21)));
    assertEquals(0.209, SeedReturns.of(sweep, without(0.2)).get(1).validation_ndcg10(), 1e-12);
  }

  @Test
  void withoutTokensRequestsAreCounted() {
    pool(10, 0, 0, 0.204);
    pool(20, 0, 0, 0.206);
    List<ReturnRow> rows = SeedReturns.of(sweep, List.of());
    assertEquals(List.of(10, 20), rows.stream().map(ReturnRow::seeds).toList());
    assertEquals("requests", rows.getLast().unit());
    // .002 for 10 requests.
    assertEquals(0.2, rows.getLast().marginal(), 1e-9);
  }

  @Test
  void saysNothingWhereNothingWasValidated() {
    pool(10, 0, 1000, null);
    assertEquals(List.of(), SeedReturns.of(sweep, without(0.2)));
  }
}
