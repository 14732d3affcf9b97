package org.reland.reasoning.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.reland.kit.artifact.Artifacts.ITEMS;
import static org.reland.kit.artifact.Artifacts.ITEM_VECTORS;
import static org.reland.kit.artifact.Artifacts.RATIONALES;
import static org.reland.kit.artifact.Artifacts.RATIONALE_VECTORS;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.ItemVector;
import org.reland.kit.artifact.Rationale;
import org.reland.kit.artifact.RationaleVector;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.store.Manifest;
import org.reland.kit.testing.StepHarness;
import org.reland.reasoning.transformer.TinyBert;

final class EmbedStepTest {
  @TempDir Path folder;

  private static final List<Item> ITEM_ROWS =
      List.of(
          new Item(0, "a", "Red nail polish", "OPI", List.of("Beauty", "Nails")),
          new Item(1, "b", "Blue nail polish", "OPI", List.of("Beauty", "Nails")),
          new Item(2, "c", "Nail file", "Zia", List.of("Beauty", "Nails")),
          new Item(3, "d", "Soap with lavender", "Zia", List.of("Beauty", "Bath")),
          new Item(4, "e", "Lavender bath salt", "Ola", List.of("Beauty", "Bath")),
          new Item(5, "f", "", "", List.of()));

  private static Rationale rationale(String id, List<String> categories, List<String> items) {
    return new Rationale(id, "ok", "You like soap.", categories, items, "", "");
  }

  private StepHarness harness(int run) {
    return StepHarness.in(folder.resolve("" + run))
        .given(ITEMS, ITEM_ROWS)
        .given(
            RATIONALES,
            List.of(
                rationale("u", List.of("Nails"), List.of("Green nail polish")),
                rationale("v", List.of("Bath"), List.of("Lavender foam")),
                rationale("w", List.of("Unheard"), List.of("Of things"))));
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
    }
    return dot;
  }

  @Test
  void textsAboutTheSameThingsAreNearAndUnknownWordsAreNowhere() {
    StepHarness harness = harness(1);
    Manifest manifest = harness.run(new EmbedStep(), Map.of("dimensions", "3"));
    List<ItemVector> items = harness.rows(ITEM_VECTORS);
    List<RationaleVector> rationales = harness.rows(RATIONALE_VECTORS);
    assertEquals(List.of("u", "v", "w"), rationales.stream().map(RationaleVector::id).toList());
    for (int nail = 0; nail < 3; nail++) {
      for (int bath = 3; bath < 5; bath++) {
        float[] polish = rationales.get(0).vector();
        assertTrue(
            cosine(polish, items.get(nail).vector()) > cosine(polish, items.get(bath).vector()));
        float[] foam = rationales.get(1).vector();
        assertTrue(cosine(foam, items.get(nail).vector()) < cosine(foam, items.get(bath).vector()));
      }
    }
    assertEquals(1, cosine(items.get(0).vector(), items.get(0).vector()), 1e-5);
    assertArrayEquals(new float[3], items.get(5).vector());
    assertArrayEquals(new float[3], rationales.get(2).vector());
    assertEquals(1, manifest.facts().get("items_without_words"));
    assertEquals(1, manifest.facts().get("rationales_without_words"));
  }

  @Test
  void moreDimensionsThanTheTextsHaveAreNotGiven() {
    Manifest manifest = harness(2).run(new EmbedStep(), Map.of("dimensions", "100"));
    assertTrue(manifest.facts().get("dimensions") <= ITEM_ROWS.size());
  }

  @Test
  void threadsDoNotChangeABit() {
    List<Item> items = new ArrayList<>();
    var random = new SplittableRandom(6);
    for (int i = 0; i < 700; i++) {
      StringBuilder title = new StringBuilder();
      for (int w = 0; w < 5; w++) {
        title
            .append(" w")
            .append((char) ('a' + random.nextInt(20)))
            .append((char) ('a' + random.nextInt(20)));
      }
      items.add(new Item(i, "i" + i, title.toString(), "b", List.of("c" + i % 7 + "x")));
    }
    List<String> digests = new ArrayList<>();
    for (int threads : new int[] {1, 2, 3}) {
      Manifest manifest =
          harness(10 + threads)
              .given(ITEMS, items)
              .threads(threads)
              .run(new EmbedStep(), Map.of("dimensions", "20"));
      digests.add(manifest.outputs().get("item_vectors").digest());
    }
    assertEquals(digests.get(0), digests.get(1));
    assertEquals(digests.get(0), digests.get(2));
  }

  @Test
  void otherRationalesLeaveTheItemVectorsAsTheyAre() {
    StepHarness harness = harness(3);
    String before = harness.run(new EmbedStep(), Map.of()).outputs().get("item_vectors").digest();
    harness.given(RATIONALES, List.of(rationale("z", List.of("Bath"), List.of("Soap"))));
    Manifest after = harness.run(new EmbedStep(), Map.of());
    assertEquals(before, after.outputs().get("item_vectors").digest());
    assertEquals(1, after.facts().get("rationales"));
  }

  @Test
  void anUnknownEncoderIsNamedWithThoseThereAre() {
    var error =
        assertThrows(
            ConfigurationException.class,
            () -> harness(4).run(new EmbedStep(), Map.of("encoder", "tfidf-svt")));
    assertTrue(error.getMessage().contains("tfidf-svd"), error.getMessage());
  }

  @Test
  void aTransformerGivesItsOwnLengthAndItsContentIsPartOfTheKey() throws IOException {
    Path model = new TinyBert(1).write(folder.resolve("model"));
    Path same = new TinyBert(1).write(folder.resolve("same"));
    Path other = new TinyBert(2).write(folder.resolve("other"));
    StepHarness harness = harness(5);
    List<Manifest> manifests = new ArrayList<>();
    for (Path path : List.of(model, same, other)) {
      Map<String, String> config =
          Map.of("encoder", "transformer", "model_folder", path.toString(), "dimensions", "7");
      manifests.add(harness.run(new EmbedStep(), config));
    }
    assertEquals(16, manifests.get(0).facts().get("dimensions"));
    assertEquals(1, manifests.get(0).facts().get("items_without_words"));
    assertEquals(manifests.get(0).key(), manifests.get(1).key());
    assertNotEquals(manifests.get(0).key(), manifests.get(2).key());
  }

  @Test
  void aTransformerWithoutAFolderIsRefused() {
    for (String path : List.of("", folder.resolve("nowhere").toString())) {
      Map<String, String> config = Map.of("encoder", "transformer", "model_folder", path);
      var error =
          assertThrows(ConfigurationException.class, () -> harness(6).run(new EmbedStep(), config));
      assertTrue(error.getMessage().contains("model_folder"), error.getMessage());
    }
  }

  @Test
  void stepTwoIsEncodedWithoutItsLabelsAndOtherPartsOnRequest() {
    Rationale whole =
        new Rationale("u", "ok", "P", List.of("A", "B"), List.of("C"), "Categories: A", "Text");
    assertEquals("A. B. C", Texts.of(whole, "step2"));
    assertEquals("P", Texts.of(whole, "preference"));
    assertEquals("Text", Texts.of(whole, "all"));
    Rationale direct = new Rationale("u", "ok", "", List.of(), List.of(), "Try A", "Try A");
    assertEquals("Try A", Texts.of(direct, "step2"));
  }
}
