package org.reland.reasoning.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.reland.kit.artifact.Artifacts.RATIONALES;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.HistoryEntry;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.Prompt;
import org.reland.kit.artifact.Rationale;
import org.reland.kit.artifact.Seed;
import org.reland.kit.error.BadDataException;
import org.reland.kit.testing.StepHarness;
import org.reland.reasoning.parse.Parsed;
import org.reland.reasoning.parse.RationaleParser;
import org.reland.reasoning.prompt.SeedHistories;
import org.reland.reasoning.testing.BeautyData;
import org.reland.reasoning.text.Catalog;

final class OfflineGeneratorTest extends TextGeneratorContract {
  @TempDir Path folder;

  @Override
  Map<String, String> chosen(List<Prompt> prompts) {
    return Map.of("generator", "offline");
  }

  @Test
  void itNamesWhatGoesWithTheHistoryAndIsNotInItYet() {
    StepHarness harness =
        InferFixture.harness(
            folder,
            List.of(
                List.of(InferFixture.prompt("camper")), List.of(InferFixture.prompt("writer"))));
    harness.run(new InferStep(), Map.of("generator", "offline"));
    List<Rationale> rows = harness.rows(RATIONALES);
    assertEquals(List.of("camper", "writer"), rows.stream().map(Rationale::id).toList());
    assertEquals("ok", rows.getFirst().status());
    assertEquals(List.of("Tents", "Stoves"), rows.get(0).categories());
    assertEquals(List.of("Pens", "Ink"), rows.get(1).categories());
    assertTrue(rows.get(0).preference().contains("Tents"), rows.get(0).preference());
    assertTrue(rows.get(0).preference().contains("Alp"), rows.get(0).preference());
    assertTrue(rows.get(0).items().toString().contains("Stoves model"), rows.get(0).text());
    // The camper has the first tent, item 0.
    assertFalse(rows.get(0).text().contains("Tents model 0"), rows.get(0).text());
    assertFalse(rows.get(0).text().contains("Quill"), rows.get(0).text());
  }

  @Test
  void whereNoCategoryTellsItemsApartTheWordsOfTitlesDo() {
    for (List<String> categories : List.of(List.<String>of(), List.of("Shop"))) {
      StepHarness harness = titled(Item::title, categories);
      harness.run(new InferStep(), Map.of("generator", "offline"));
      Rationale camper = harness.rows(RATIONALES).getFirst();
      // "model" is in every title and says nothing; "tents" is how their titles write it.
      assertEquals(List.of("tents", "stoves"), camper.categories());
      assertTrue(camper.preference().contains("tents"), camper.preference());
      assertTrue(camper.items().toString().contains("Stoves model"), camper.text());
      assertFalse(camper.text().contains("Tents model 0"), camper.text());
    }
  }

  @Test
  void itemsWithoutAnythingInCommonAreAnErrorThatSaysWhatIsMissing() {
    StepHarness harness = titled(item -> "Word" + (char) ('a' + item.item()), List.of());
    var error = assertThrows(BadDataException.class, () -> harness.run(new InferStep(), Map.of()));
    assertTrue(error.getMessage().contains("no item has any"), error.getMessage());
  }

  /** The shop whose items have a title, all the same category or none, and no brand. */
  private StepHarness titled(Function<Item, String> title, List<String> categories) {
    return InferFixture.harness(
            folder.resolve(categories.toString()), List.of(List.of(InferFixture.prompt("camper"))))
        .given(
            Artifacts.ITEMS,
            InferFixture.items().stream()
                .map(i -> new Item(i.item(), i.id(), title.apply(i), "", categories))
                .toList());
  }

  @Test
  void associationsAreThoseCountedPairByPair() {
    var random = new SplittableRandom(9);
    Catalog catalog = Catalog.of(InferFixture.items());
    Facets facets = Facets.of(catalog, 100);
    for (int round = 0; round < 20; round++) {
      int users = 2 + random.nextInt(60);
      CoOccurrence counts = new CoOccurrence(facets);
      List<Set<Integer>> sets = new ArrayList<>();
      for (int user = 0; user < users; user++) {
        Set<Integer> set = new HashSet<>();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
          int item = random.nextInt(catalog.size());
          counts.add(new HistoryEntry(user, item, 0, 0));
          for (int facet : facets.ofItem(item)) {
            set.add(facet);
          }
        }
        sets.add(set);
      }
      counts.closeUser();
      for (int a = 0; a < facets.size(); a++) {
        for (int b = 0; b < facets.size(); b++) {
          assertEquals(naive(sets, a, b), counts.association(a, b), 1e-9);
        }
      }
    }
  }

  private static double naive(List<Set<Integer>> sets, int a, int b) {
    double withA = sets.stream().filter(set -> set.contains(a)).count();
    double withB = sets.stream().filter(set -> set.contains(b)).count();
    double both = sets.stream().filter(set -> set.contains(a) && set.contains(b)).count();
    double excess = both - withA * withB / sets.size();
    return both == 0 ? 0 : Math.max(0, excess / (Math.sqrt(withA * withB) + 10));
  }

  @Test
  void categoriesThatShareANameAreToldApartAndCommasCannotPartThem() {
    Facets facets =
        Facets.of(
            Catalog.of(
                List.of(
                    new Item(0, "a", "A", "", List.of("Beauty", "Hair", "Oils")),
                    new Item(1, "b", "B", "", List.of("Beauty", "Skin", "Oils")),
                    new Item(2, "c", "C", "", List.of("Beauty", "Creams, Gels & Lotions")))),
            10);
    Set<String> names = new HashSet<>();
    for (int f = 0; f < facets.size(); f++) {
      names.add(facets.get(f).name());
    }
    assertEquals(Set.of("Hair Oils", "Skin Oils", "Creams & Gels & Lotions"), names);
  }

  @Test
  void everyBeautySeedGetsAWholeRationale() throws IOException {
    BeautyData beauty = BeautyData.orSkip();
    Facets facets = Facets.of(Catalog.of(beauty.items()), 3000);
    CoOccurrence counts = new CoOccurrence(facets);
    Map<String, Integer> users = new HashMap<>();
    for (Seed seed : beauty.seeds()) {
      users.put(seed.id(), seed.user());
    }
    SeedHistories histories = new SeedHistories(users.values(), 50);
    for (HistoryEntry entry : beauty.history()) {
      counts.add(entry);
      histories.add(entry);
    }
    counts.closeUser();
    OfflineGenerator generator = OfflineGenerator.of(facets, counts, histories, users);
    for (String id : users.keySet()) {
      var answer = assertInstanceOf(Answer.Text.class, generator.answer(InferFixture.prompt(id)));
      var ok = assertInstanceOf(Parsed.Ok.class, RationaleParser.parse(answer.text()));
      assertEquals(3, ok.categories().size(), answer.text());
      assertEquals(3, ok.items().size(), answer.text());
    }
  }
}
