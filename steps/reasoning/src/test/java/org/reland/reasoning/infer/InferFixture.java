package org.reland.reasoning.infer;

import static org.reland.kit.artifact.Artifacts.HISTORY;
import static org.reland.kit.artifact.Artifacts.ITEMS;
import static org.reland.kit.artifact.Artifacts.PROMPTS;
import static org.reland.kit.artifact.Artifacts.SEEDS;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.reland.kit.artifact.HistoryEntry;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.Prompt;
import org.reland.kit.artifact.Seed;
import org.reland.kit.testing.StepHarness;

/** A small shop: whoever buys tents buys stoves, whoever buys pens buys ink. */
final class InferFixture {
  static final String REPLY = "Step 1:\nYou like X.\n\nStep 2:\nCategories: A, B\nProducts: 1. C";

  private InferFixture() {}

  static Prompt prompt(String id) {
    return new Prompt(id, "I had X. What next?", "shop/recommendation@0", 1, 7);
  }

  static List<Item> items() {
    List<Item> items = new ArrayList<>();
    List<String> categories = List.of("Tents", "Stoves", "Pens", "Ink");
    for (int i = 0; i < 12; i++) {
      String category = categories.get(i / 3);
      items.add(
          new Item(
              i,
              "i" + i,
              category + " model " + i % 3,
              i < 6 ? "Alp" : "Quill",
              List.of("Shop", category)));
    }
    return items;
  }

  /** Users 0 to 39 camp, 40 to 79 write; 0 has tents only, 40 pens only. */
  static List<HistoryEntry> history() {
    List<HistoryEntry> rows = new ArrayList<>();
    for (int user = 0; user < 80; user++) {
      int first = user < 40 ? 0 : 6;
      rows.add(new HistoryEntry(user, first + user % 3, 0, 0));
      if (user % 40 > 0) {
        rows.add(new HistoryEntry(user, first + 3 + user % 3, 1, 1));
      }
    }
    return rows;
  }

  static StepHarness harness(Path folder, List<List<Prompt>> prompts) {
    return harness(folder, prompts, 1);
  }

  static StepHarness harness(Path folder, List<List<Prompt>> prompts, long seed) {
    return StepHarness.in(folder)
        .seed(seed)
        .given(ITEMS, items())
        .given(HISTORY, history())
        .given(
            SEEDS,
            List.of(
                new Seed(0, 0, "camper", "importance", 0),
                new Seed(1, 40, "writer", "importance", 0)))
        .givenParts(PROMPTS, prompts);
  }
}
