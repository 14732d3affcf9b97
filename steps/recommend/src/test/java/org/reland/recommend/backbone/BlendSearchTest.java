package org.reland.recommend.backbone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BlendSearchTest {
  private static final Blend START = new Blend(false, 0.5, 0);

  @Test
  void goesFromWeightToWeightAndKeepsTheBestOfAllThatItTried() {
    List<Blend> tried = new ArrayList<>();
    BlendSearch search =
        new BlendSearch(
            START,
            blend -> {
              tried.add(blend);
              return -Math.abs(blend.ownWords() - 0.3) - Math.abs(blend.rationale() - 2);
            });
    search.ownWords(List.of(0.1, 0.3, 0.9));
    search.fusion(List.of(1.0, 2.0, 4.0));
    search.ownWords(List.of(0.1, 0.3, 0.9));
    assertEquals(new Blend(true, 0.3, 2), search.best());
    assertEquals(0, search.bestNdcg(), 1e-12);
    assertEquals(9, tried.size());
  }

  @Test
  void whatComesLaterHasToBeBetterAndNotOnlyAsGood() {
    BlendSearch search = new BlendSearch(START, blend -> 1);
    search.ownWords(List.of(0.2, 0.4));
    search.fusion(List.of(1.0));
    assertEquals(START.withOwnWords(0.2), search.best());
  }
}
