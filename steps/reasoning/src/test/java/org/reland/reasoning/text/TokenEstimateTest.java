package org.reland.reasoning.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TokenEstimateTest {
  @Test
  void wordsDigitsAndSignsAreCountedByHand() {
    assertEquals(0, TokenEstimate.of(""));
    assertEquals(0, TokenEstimate.of(" \n\t"));
    assertEquals(1, TokenEstimate.of("nail"));
    assertEquals(2, TokenEstimate.of("lacquer"));
    assertEquals(3 + 1 + 1 + 1 + 2, TokenEstimate.of("0.5-Fluid, 1234"));
    assertEquals(3, TokenEstimate.of("化粧水"));
    assertEquals(1, TokenEstimate.of("😀"));
  }

  @Test
  void textsPutTogetherWithASpaceCostWhatTheyCostAlone() {
    var random = new SplittableRandom(3);
    for (int i = 0; i < 500; i++) {
      String a = text(random);
      String b = text(random);
      assertEquals(
          TokenEstimate.of(a) + TokenEstimate.of(b), TokenEstimate.of(a + " " + b), a + "|" + b);
      assertTrue(TokenEstimate.of(a) <= a.length());
    }
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      text.append("abcXYZ019 .,-é化(".charAt(random.nextInt(16)));
    }
    return text.toString();
  }
}
