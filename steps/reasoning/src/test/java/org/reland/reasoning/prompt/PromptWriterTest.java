package org.reland.reasoning.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reland.kit.artifact.Item;
import org.reland.reasoning.text.TokenEstimate;

final class PromptWriterTest {
  private static final PromptTemplate TEMPLATE =
      TemplateFile.parse(
          "t",
          "file",
          "[item]\n{number}. {title}[ ({brand})];\n[recommendation]\nI had:\n{history}\nWhat next?"
              .getBytes(StandardCharsets.UTF_8));

  private static Item item(int id, String title, String brand) {
    return new Item(id, "raw" + id, title, brand, List.of());
  }

  private static PromptWriter writer(boolean condense, int maxTokens) {
    return new PromptWriter(TEMPLATE, Variant.RECOMMENDATION, condense, maxTokens);
  }

  @Test
  void theHistoryStandsOldestFirstAndNumbered() {
    var written =
        writer(false, 100).write(List.of(item(4, "Red", "OPI"), item(2, "Blue", ""))).orElseThrow();
    assertEquals("I had:\n1. Red (OPI); 2. Blue;\nWhat next?", written.text());
    assertEquals(2, written.items());
    assertEquals(0, written.dropped());
    assertEquals(TokenEstimate.of(written.text()), written.tokens());
  }

  @Test
  void theOldestItemsAreDroppedUntilItFitsAndNoOneTooMany() {
    var random = new SplittableRandom(8);
    for (int round = 0; round < 100; round++) {
      List<Item> history = new ArrayList<>();
      for (int i = 1 + random.nextInt(30); i > 0; i--) {
        history.add(item(i, "t".repeat(1 + random.nextInt(40)), random.nextBoolean() ? "b" : ""));
      }
      int budget = 30 + random.nextInt(120);
      var written = writer(false, budget).write(history).orElseThrow();
      assertTrue(written.tokens() <= budget);
      assertEquals(history.size(), written.items() + written.dropped());
      if (written.dropped() > 0) {
        List<Item> oneMore = history.subList(written.dropped() - 1, history.size());
        assertTrue(writer(false, 100_000).write(oneMore).orElseThrow().tokens() > budget);
      }
    }
  }

  @Test
  void anEmptyHistoryAndAnEndlessTitleGiveNoPrompt() {
    assertTrue(writer(false, 100).write(List.of()).isEmpty());
    assertTrue(writer(false, 100).write(List.of(item(1, "a ".repeat(200), ""))).isEmpty());
  }

  @Test
  void condensingKeepsTheNewestOfWhatReadsTheSame() {
    List<Item> history = List.of(item(1, "Red", "OPI"), item(2, "Blue", ""), item(3, "RED", "opi"));
    var written = writer(true, 100).write(history).orElseThrow();
    assertEquals("I had:\n1. Blue; 2. RED (opi);\nWhat next?", written.text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OPI Nail Lacquer, Simmer and Shimmer, 0.5-Fluid Ounce|OPI Nail Lacquer, Simmer and Shimmer",
        "Zia Bamboo Exfoliant, 1.6 Ounce Bottles (Pack of 12)|Zia Bamboo Exfoliant",
        "BEST SELLER!! Vitamin C Serum - 100% Authentic|Vitamin C Serum",
        "Casmir by Chopard for Women - 3.4 Ounce EDP Spray|Casmir by Chopard for Women - EDP Spray",
        "Brand New|Brand New",
        "Vitamin E Oil|Vitamin E Oil",
      })
  void condensingTakesPromisesAndAmountsOutOfBeautyTitles(String title, String condensed)
      throws IOException {
    assertEquals(condensed, new Condenser(Templates.bundled("beauty").noise()).condense(title));
  }
}
