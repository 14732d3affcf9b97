package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.List;
import org.reland.recommend.data.Variant;
import org.reland.recommend.statistics.Holm;

/**
 * What a run claims first: of every backbone the ReLand row that validation prefers against ID-only
 * on test, adjusted for all backbones. The choice is made before test is looked at, so that one
 * comparison a backbone is all that is adjusted for.
 */
final class Claims {
  private Claims() {}

  /**
   * One row a backbone and protocol, of NDCG over users; p adjusted among those of the paper's
   * protocol, and among those of the other.
   */
  static List<Results.TestRow> of(
      List<Results.TestRow> tests, List<Results.PreferredRow> preferred, int cutoff) {
    List<Results.TestRow> claims =
        tests.stream()
            .filter(test -> test.against().equals(Variant.ID_ONLY.id()))
            .filter(test -> test.metric().equals("ndcg@" + cutoff) && test.over().equals("users"))
            .filter(test -> preferred.stream().anyMatch(row -> isOf(row, test)))
            .toList();
    List<Results.TestRow> adjusted = new ArrayList<>();
    for (boolean asInThePaper : new boolean[] {true, false}) {
      List<Results.TestRow> family =
          claims.stream().filter(claim -> claim.asInThePaper() == asInThePaper).toList();
      double[] holm = Holm.adjust(family.stream().mapToDouble(Results.TestRow::p).toArray());
      for (int n = 0; n < holm.length; n++) {
        adjusted.add(family.get(n).withHolm(holm[n]));
      }
    }
    return adjusted;
  }

  private static boolean isOf(Results.PreferredRow row, Results.TestRow test) {
    return row.backbone().equals(test.backbone()) && row.variant().equals(test.variant());
  }
}
