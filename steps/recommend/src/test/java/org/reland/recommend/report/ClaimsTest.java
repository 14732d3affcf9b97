package org.reland.recommend.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.reland.recommend.report.Results.PreferredRow;
import org.reland.recommend.report.Results.TestRow;

final class ClaimsTest {
  private static TestRow test(
      String backbone, String variant, String against, boolean masked, String over, double p) {
    String protocol = backbone.equals("sasrec") ? "sr" : "cf";
    return new TestRow(
        backbone, variant, against, protocol, masked, "ndcg@10", over, 100, 0.1, 0, 0.2, p, 1);
  }

  private static PreferredRow preferred(String backbone, String variant) {
    return new PreferredRow(backbone, variant, 1, 0.2);
  }

  @Test
  void adjustsOneComparisonOfEveryBackboneAndNoOther() {
    List<TestRow> tests =
        List.of(
            test("lightgcn", "features", "id-only", true, "users", 0.001),
            test("lightgcn", "reland", "id-only", true, "users", 0.002),
            test("lightgcn", "reland-causal", "id-only", true, "users", 0.04),
            test("lightgcn", "reland-causal", "id-only", true, "repetitions", 0.5),
            test("lightgcn", "reland-causal", "features", true, "users", 0.003),
            test("sasrec", "reland", "id-only", false, "users", 0.01),
            test("sasrec", "reland", "id-only", true, "users", 0.03));
    List<TestRow> claims =
        Claims.of(
            tests,
            List.of(preferred("lightgcn", "reland-causal"), preferred("sasrec", "reland")),
            10);
    // By hand: of .04 and .01 the smaller counts twice; masked, .03 stands alone.
    assertEquals(
        List.of(
            tests.get(2).withHolm(0.04), tests.get(5).withHolm(0.02), tests.get(6).withHolm(0.03)),
        claims);
  }

  @Test
  void claimsNothingWhereValidationPrefersNothing() {
    List<TestRow> tests = List.of(test("lightgcn", "reland", "id-only", true, "users", 0.002));
    assertEquals(List.of(), Claims.of(tests, List.of(), 10));
  }
}
