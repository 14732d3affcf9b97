package org.reland.recommend.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.reland.kit.artifact.Item;

/**
 * The one category by which an item is said to be like what a user has, or of another kind. Of the
 * paths from broad to narrow it is the broadest level that divides the catalogue: no category of it
 * holds more than half of the items that have any; the narrowest where there is none.
 */
public final class ItemCategories {
  private ItemCategories() {}

  /** By dense id, the number of its category; -1 where none is known. */
  public static int[] of(List<Item> items) {
    int deepest = items.stream().mapToInt(item -> item.categories().size()).max().orElse(0);
    int[] categoryOf = new int[items.size()];
    for (int level = 0; level < Math.max(1, deepest); level++) {
      if (number(items, level, categoryOf)) {
        break;
      }
    }
    return categoryOf;
  }

  /** Whether the level divides the catalogue; a shorter path counts by its end. */
  private static boolean number(List<Item> items, int level, int[] categoryOf) {
    Map<String, Integer> numbers = new HashMap<>();
    Map<Integer, Integer> sizes = new HashMap<>();
    int known = 0;
    for (Item item : items) {
      List<String> path = item.categories();
      int category = -1;
      if (!path.isEmpty()) {
        String name = path.get(Math.min(level, path.size() - 1));
        category = numbers.computeIfAbsent(name, n -> numbers.size());
        sizes.merge(category, 1, Integer::sum);
        known++;
      }
      categoryOf[item.item()] = category;
    }
    int half = known / 2;
    return sizes.values().stream().allMatch(size -> size <= half);
  }
}
