package org.reland.reasoning.infer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Prompt;
import org.reland.kit.artifact.Seed;
import org.reland.kit.error.BadDataException;
import org.reland.kit.step.StepContext;
import org.reland.reasoning.prompt.SeedHistories;
import org.reland.reasoning.text.Catalog;

/**
 * Writes rationales without a language model, so that everything runs without one. It knows no more
 * than the training histories and the catalog: which categories (or, where there are none, words of
 * titles) and brands the user prefers, which others go with them among all users, which items those
 * have. A stand-in, not a rival: the report says that it wrote.
 */
final class OfflineGenerator implements TextGenerator {
  /** Their square is counted: 36 MB. */
  private static final int MOST_FACETS = 3000;

  private static final int SHELF = 60;
  private static final int LONGEST_HISTORY = 50;

  /** How many categories and items the prompt asks for. */
  private static final int LISTED = 3;

  private final Facets facets;
  private final CoOccurrence counts;
  private final Shelves shelves;
  private final SeedHistories histories;
  private final Map<String, Integer> users;

  private OfflineGenerator(
      Facets facets, CoOccurrence counts, SeedHistories histories, Map<String, Integer> users) {
    this.facets = facets;
    this.counts = counts;
    this.shelves = Shelves.of(facets, counts, SHELF);
    this.histories = histories;
    this.users = users;
  }

  static TextGenerator open(InferConfig config, StepContext context) throws IOException {
    Map<String, Integer> users = new HashMap<>();
    for (Seed seed : context.read(Artifacts.SEEDS).list()) {
      users.put(seed.id(), seed.user());
    }
    List<Integer> asked = new ArrayList<>();
    context.readShard(Artifacts.PROMPTS).forEach(prompt -> asked.add(users.get(prompt.id())));
    Facets facets = Facets.of(Catalog.read(context.read(Artifacts.ITEMS)), MOST_FACETS);
    if (facets.size() == 0) {
      throw new BadDataException(
          "infer: the generator offline goes by categories, brands and words that several titles share, and no item has any: set ingest.items to a file that has them, or infer.generator to another");
    }
    CoOccurrence counts = new CoOccurrence(facets);
    SeedHistories histories = new SeedHistories(asked, LONGEST_HISTORY);
    context
        .read(Artifacts.HISTORY)
        .forEach(
            entry -> {
              counts.add(entry);
              histories.add(entry);
            });
    counts.closeUser();
    return new OfflineGenerator(facets, counts, histories, users);
  }

  /** From counts that were taken before. */
  static OfflineGenerator of(
      Facets facets, CoOccurrence counts, SeedHistories histories, Map<String, Integer> users) {
    return new OfflineGenerator(facets, counts, histories, users);
  }

  @Override
  public String name() {
    return "offline";
  }

  @Override
  public boolean isCostly() {
    return false;
  }

  @Override
  public Answer answer(Prompt prompt) {
    Integer user = users.get(prompt.id());
    if (user == null) {
      return new Answer.None("is no seed", 1);
    }
    Taste taste = new Taste(facets, counts, histories.of(user));
    List<Integer> categories = taste.recommendedCategories(LISTED);
    List<Integer> items = taste.recommendedItems(shelves, LISTED);
    if (categories.isEmpty() && items.isEmpty()) {
      return new Answer.None("nothing goes with this user's history", 1);
    }
    String text =
        Wording.of(prompt.id())
            .write(
                names(taste.ownCategories(LISTED)),
                names(taste.ownBrands(2)),
                names(categories),
                items.stream().map(facets.catalog()::item).toList());
    return Answer.estimated(prompt, text);
  }

  private List<String> names(List<Integer> some) {
    return some.stream().map(f -> facets.get(f).name()).toList();
  }
}
