package org.reland.reasoning.infer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.reland.kit.artifact.Item;
import org.reland.reasoning.text.Catalog;

/**
 * What tastes are about: the categories (whole paths) and brands of the catalog, numbered, those
 * with the most items first.
 */
final class Facets {
  private final Catalog catalog;
  private final List<Facet> facets;
  private final int[][] ofItem;

  private Facets(Catalog catalog, List<Facet> facets, int[][] ofItem) {
    this.catalog = catalog;
    this.facets = facets;
    this.ofItem = ofItem;
  }

  /**
   * A category or a brand.
   *
   * @param name as it is written in a text
   */
  record Facet(boolean category, String name) {}

  private record Key(boolean category, String text) {}

  /**
   * Numbers the facets of a catalog.
   *
   * @param most how many to tell apart; the rare ones beyond are not seen
   */
  static Facets of(Catalog catalog, int most) {
    Map<Key, Integer> counts = new HashMap<>();
    Map<Key, Item> examples = new HashMap<>();
    for (Item item : catalog.items()) {
      for (Key key : keys(item)) {
        counts.merge(key, 1, Integer::sum);
        examples.putIfAbsent(key, item);
      }
    }
    List<Key> kept =
        counts.keySet().stream()
            .sorted(
                Comparator.comparingInt((Key key) -> -counts.get(key))
                    .thenComparing(Key::text)
                    .thenComparing(Key::category))
            .limit(most)
            .toList();
    Set<String> ambiguous = ambiguousLeaves(examples);
    Map<Key, Integer> numbers = new HashMap<>();
    List<Facet> facets = new ArrayList<>();
    for (Key key : kept) {
      numbers.put(key, facets.size());
      facets.add(new Facet(key.category(), name(key, examples.get(key), ambiguous)));
    }
    int[][] ofItem = new int[catalog.size()][];
    for (Item item : catalog.items()) {
      ofItem[item.item()] =
          keys(item).stream().filter(numbers::containsKey).mapToInt(numbers::get).toArray();
    }
    return new Facets(catalog, List.copyOf(facets), ofItem);
  }

  private static List<Key> keys(Item item) {
    List<Key> keys = new ArrayList<>();
    if (!item.categories().isEmpty()) {
      keys.add(new Key(true, String.join("\n", item.categories())));
    }
    if (!item.brand().isBlank()) {
      keys.add(new Key(false, item.brand().strip().toLowerCase(Locale.ROOT)));
    }
    return keys;
  }

  private static Set<String> ambiguousLeaves(Map<Key, Item> examples) {
    Set<String> seen = new HashSet<>();
    Set<String> twice = new HashSet<>();
    examples.forEach(
        (key, item) -> {
          if (key.category() && !seen.add(item.categories().getLast())) {
            twice.add(item.categories().getLast());
          }
        });
    return twice;
  }

  private static String name(Key key, Item example, Set<String> ambiguous) {
    if (!key.category()) {
      return example.brand().strip();
    }
    List<String> path = example.categories();
    String leaf = path.getLast();
    String name =
        ambiguous.contains(leaf) && path.size() > 1 ? path.get(path.size() - 2) + " " + leaf : leaf;
    // A comma parts the categories of a reply.
    return name.replaceAll("\\s*[,;]\\s*", " & ");
  }

  int size() {
    return facets.size();
  }

  Facet get(int facet) {
    return facets.get(facet);
  }

  /** The facets of an item: none, its category, its brand or both. */
  int[] ofItem(int item) {
    return ofItem[item];
  }

  Catalog catalog() {
    return catalog;
  }
}
