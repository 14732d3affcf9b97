package org.reland.reasoning.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.reland.kit.artifact.Artifacts.HISTORY;
import static org.reland.kit.artifact.Artifacts.ITEMS;
import static org.reland.kit.artifact.Artifacts.PROMPTS;
import static org.reland.kit.artifact.Artifacts.SEEDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.artifact.HistoryEntry;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.Prompt;
import org.reland.kit.artifact.Seed;
import org.reland.kit.error.BadDataException;
import org.reland.kit.store.Manifest;
import org.reland.kit.testing.StepHarness;
import org.reland.reasoning.testing.BeautyData;

final class PromptStepTest {
  @TempDir Path folder;

  private StepHarness harness() {
    return StepHarness.in(folder)
        .given(
            ITEMS,
            List.of(
                new Item(0, "i0", "Red", "OPI", List.of("Nails")),
                new Item(1, "i1", "Blue", "", List.of("Nails")),
                new Item(2, "i2", "Soap", "Zia", List.of("Bath"))))
        .given(
            HISTORY,
            List.of(
                new HistoryEntry(0, 0, 10, 0),
                new HistoryEntry(1, 2, 10, 0),
                new HistoryEntry(1, 0, 11, 1),
                new HistoryEntry(1, 1, 12, 2)))
        .given(
            SEEDS,
            List.of(
                new Seed(0, 1, "user-one", "importance", 0),
                new Seed(1, 7, "user-seven", "importance", 0),
                new Seed(2, 0, "user-nought", "representative", 0)));
  }

  @Test
  void everySeedWithAHistoryGetsAPromptInTheOrderOfTheDraw() {
    StepHarness harness = harness();
    Manifest manifest = harness.run(new PromptStep(), Map.of("max_items", "2"));
    List<Prompt> prompts = harness.rows(PROMPTS);
    assertEquals(List.of("user-one", "user-nought"), prompts.stream().map(Prompt::id).toList());
    assertTrue(prompts.getFirst().text().contains("\n1. Red (OPI); 2. Blue;\n"));
    assertEquals(2, prompts.getFirst().items());
    assertEquals(1, manifest.facts().get("unusable"));
    assertEquals(2, manifest.facts().get("prompts"));
    for (Prompt prompt : prompts) {
      assertFalse(prompt.text().contains("user-"), "a raw user id must not reach the model");
    }
  }

  @Test
  void itemsWithoutWordsAreAnErrorThatSaysWhereWordsComeFrom() {
    StepHarness harness =
        harness().given(ITEMS, List.of(0, 1, 2).stream().map(PromptStepTest::wordless).toList());
    var error = assertThrows(BadDataException.class, () -> harness.run(new PromptStep(), Map.of()));
    assertTrue(error.getMessage().contains("ingest.items"), error.getMessage());
  }

  private static Item wordless(int item) {
    return new Item(item, "i" + item, "", "", List.of());
  }

  @Test
  void partsHaveAsManyPromptsAsAskedFor() {
    Manifest manifest = harness().run(new PromptStep(), Map.of("prompts_per_part", "1"));
    assertEquals(2, manifest.outputs().get("prompts").parts().size());
  }

  @Test
  void aWordChangedInATemplateChangesTheKeyAndItsColumn() throws IOException {
    StepHarness harness = harness();
    Path template = folder.resolve("mine.txt");
    Files.writeString(template, "[item]\n{title};\n[recommendation]\nI bought {history}. Next?\n");
    Map<String, String> config = Map.of("template_file", template.toString());
    String key = harness.run(new PromptStep(), config).key();
    assertEquals("I bought Soap; Red; Blue;. Next?", text(harness, 0).text());
    String column = text(harness, 0).template();
    Files.writeString(template, "[item]\n{title};\n[recommendation]\nI ate {history}. Next?\n");
    assertNotEquals(key, harness.run(new PromptStep(), config).key());
    assertEquals("I ate Soap; Red; Blue;. Next?", text(harness, 0).text());
    assertNotEquals(column, text(harness, 0).template());
  }

  @Test
  void aBundledTemplatesContentIsPartOfTheIdentity() throws IOException {
    assertEquals(Templates.bundled("beauty").digest(), new PromptStep().identity(config("beauty")));
    assertNotEquals(
        new PromptStep().identity(config("beauty")), new PromptStep().identity(config("films")));
  }

  private static PromptConfig config(String domain) {
    return new PromptConfig(domain, "", "recommendation", 50, 4000, false, 1000);
  }

  private static Prompt text(StepHarness harness, int index) {
    return harness.rows(PROMPTS).get(index);
  }

  @Test
  void everyRecordedBeautyPromptIsMadeAgainByteForByte() throws IOException {
    BeautyData beauty = BeautyData.orSkip();
    StepHarness harness =
        StepHarness.in(folder)
            .given(ITEMS, beauty.items())
            .given(HISTORY, beauty.history())
            .given(SEEDS, beauty.seeds());
    Manifest manifest = harness.run(new PromptStep(), Map.of("domain", "beauty"));
    List<String> prompts = harness.rows(PROMPTS).stream().map(Prompt::text).toList();
    List<String> recorded = beauty.recorded().stream().map(BeautyData.Recorded::prompt).toList();
    assertEquals(2236, recorded.size());
    assertEquals(recorded, prompts);
    assertEquals(0, manifest.facts().get("truncated"));
  }
}
