package org.reland.recommend.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class HolmTest {
  /** As R's p.adjust(c(.01, .04, .03, .005), "holm") has it. */
  @Test
  void agreesWithPublishedValues() {
    assertArrayEquals(
        new double[] {0.03, 0.06, 0.06, 0.02}, Holm.adjust(0.01, 0.04, 0.03, 0.005), 1e-12);
  }

  /** The definition: reject the smallest p while it is at most level / (claims that are left). */
  @Test
  void rejectsWhatTheStepDownProcedureRejects() {
    var random = new SplittableRandom(3);
    for (int n = 0; n < 200; n++) {
      double[] p = random.doubles(6, 0, 0.05).toArray();
      double[] adjusted = Holm.adjust(p);
      boolean[] rejected = new boolean[6];
      boolean going = true;
      for (int left = 6; left > 0 && going; left--) {
        int least = -1;
        for (int i = 0; i < 6; i++) {
          if (!rejected[i] && (least < 0 || p[i] < p[least])) {
            least = i;
          }
        }
        going = p[least] <= 0.05 / left;
        rejected[least] = going;
      }
      for (int i = 0; i < 6; i++) {
        assertEquals(rejected[i], adjusted[i] <= 0.05);
      }
    }
  }
}
