package org.reland.reasoning.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WordsTest {
  @Test
  void plainWordsWithoutNumbersStopWordsAndPlurals() {
    assertEquals(
        List.of("opi", "nail", "lacquer", "simmer", "shimmer"),
        Words.of("OPI Nail Lacquers, Simmer and Shimmer, 0.5-Fluid Ounce"));
    assertEquals(List.of("women", "fragrance"), Words.of("Women's Fragrances"));
    assertEquals(List.of("body", "berry"), Words.of("Bodies & berries"));
    assertEquals(List.of("brush", "glass", "cactus"), Words.of("brush glass cactus"));
  }

  @Test
  void accentsAndWidthsDoNotMatterAndOtherScriptsAreWords() {
    assertEquals(Words.of("Lancome creme"), Words.of("Lancôme crème"));
    assertEquals(List.of("loreal"), Words.of("L’Oréal"));
    assertEquals(List.of("крем", "лица"), Words.of("Крем, лица"));
    assertEquals(List.of("b12", "vitamin"), Words.of("B12 ｖｉｔａｍｉｎ"));
    assertEquals(List.of(), Words.of("24 - 7 !"));
  }

  @Test
  void aWordIsWrittenAsItsTextWritesIt() {
    assertEquals("crèmes", Words.asWritten("creme", "Lancôme Crèmes 50ml"));
    assertEquals("l’oréal", Words.asWritten("loreal", "by L’Oréal"));
    assertEquals("unknown", Words.asWritten("unknown", "of another text"));
  }

  @Test
  void takingWordsApartAgainChangesNothing() {
    List<String> once = Words.of("Anti-Aging Creams: eyes, lips & faces; dyes, shoes, series");
    assertEquals(once, Words.of(String.join(" ", once)));
  }
}
