package org.reland.recommend.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reland.kit.artifact.Item;

final class ItemCategoriesTest {
  private static int[] of(String... paths) {
    List<Item> items = new ArrayList<>();
    for (String path : paths) {
      List<String> categories = path.isEmpty() ? List.of() : List.of(path.split("/", -1));
      items.add(new Item(items.size(), "i" + items.size(), "", "", categories));
    }
    return ItemCategories.of(items);
  }

  @Test
  void takesTheBroadestLevelThatDividesTheCatalogue() {
    assertArrayEquals(
        new int[] {0, 1, 2, 1, 2},
        of("Beauty", "Beauty/Hair/Dye", "Beauty/Skin/Face", "Beauty/Hair", "Beauty/Skin/Hands"));
    assertArrayEquals(new int[] {0, 1, 0, 1}, of("Hair/Dye", "Skin/Face", "Hair/Wax", "Skin/Face"));
  }

  @Test
  void whereNoneDoesTheNarrowestIsTaken() {
    assertArrayEquals(new int[] {0, 0, 0, 1}, of("All/Hair", "All/Hair", "All/Hair", "All/Skin"));
    assertArrayEquals(new int[] {0, 0}, of("All", "All"));
  }

  @Test
  void whatHasNoneIsOfNone() {
    assertArrayEquals(new int[] {-1, -1}, of("", ""));
    assertArrayEquals(new int[] {0, -1, 1}, of("Hair", "", "Skin"));
  }
}
