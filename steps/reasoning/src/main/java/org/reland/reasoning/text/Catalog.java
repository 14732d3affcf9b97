package org.reland.reasoning.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.reland.kit.artifact.Item;
import org.reland.kit.error.BadDataException;
import org.reland.kit.step.TableInput;

/** All items by dense id. */
public final class Catalog {
  private final List<Item> items;

  private Catalog(List<Item> items) {
    this.items = items;
  }

  /**
   * Items in any order.
   *
   * @throws BadDataException where their ids are not 0, 1, 2 ...
   */
  public static Catalog of(List<Item> items) {
    List<Item> sorted = new ArrayList<>(items);
    sorted.sort(Comparator.comparingInt(Item::item));
    for (int i = 0; i < sorted.size(); i++) {
      if (sorted.get(i).item() != i) {
        throw new BadDataException(
            "artifact items: the dense ids must be 0 to %d, each once; %d is missing or double"
                .formatted(sorted.size() - 1, i));
      }
    }
    return new Catalog(List.copyOf(sorted));
  }

  public static Catalog read(TableInput<Item> items) throws IOException {
    return of(items.list());
  }

  /** Whether there is any word about any item. */
  public boolean hasWords() {
    return items.stream()
        .anyMatch(
            item ->
                !item.title().isBlank() || !item.brand().isBlank() || !item.categories().isEmpty());
  }

  public Item item(int id) {
    return items.get(id);
  }

  /** In the order of their ids. */
  public List<Item> items() {
    return items;
  }

  public int size() {
    return items.size();
  }
}
