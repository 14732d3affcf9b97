package org.reland.reasoning.infer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.reland.kit.artifact.Item;
import org.reland.reasoning.text.Catalog;

/**
 * What tastes are about: the categories (or words of titles) and brands of the catalog, numbered,
 * those with the most items first.
 */
final class Facets {
  /** Of more words of a title, those of the most items count: kinds rather than models. */
  private static final int MOST_OF_ITEM = 6;

  private final Catalog catalog;
  private final List<Facet> facets;
  private final int[][] ofItem;

  private Facets(Catalog catalog, List<Facet> facets, int[][] ofItem) {
    this.catalog = catalog;
    this.facets = facets;
    this.ofItem = ofItem;
  }

  /**
   * A category, or a word that stands for one, or a brand.
   *
   * @param name as it is written in a text
   */
  record Facet(boolean category, String name) {}

  /**
   * Numbers the facets of a catalog.
   *
   * @param most how many to tell apart; the rare ones beyond are not seen
   */
  static Facets of(Catalog catalog, int most) {
    FacetNames names = FacetNames.of(catalog);
    List<FacetNames.Key> kept =
        names.counts().entrySet().stream()
            .sorted(
                Comparator.comparingInt(
                        (Map.Entry<FacetNames.Key, Integer> entry) -> -entry.getValue())
                    .thenComparing(entry -> entry.getKey().text())
                    .thenComparing(entry -> entry.getKey().category()))
            .map(Map.Entry::getKey)
            .limit(most)
            .toList();
    Map<FacetNames.Key, Item> examples = new HashMap<>();
    for (Item item : catalog.items()) {
      names.of(item).forEach(key -> examples.putIfAbsent(key, item));
    }
    Map<FacetNames.Key, Integer> numbers = new HashMap<>();
    List<Facet> facets = new ArrayList<>();
    for (FacetNames.Key key : kept) {
      numbers.put(key, facets.size());
      facets.add(new Facet(key.category(), names.name(key, examples.get(key))));
    }
    int[][] ofItem = new int[catalog.size()][];
    for (Item item : catalog.items()) {
      ofItem[item.item()] =
          names.of(item).stream()
              .filter(numbers::containsKey)
              .mapToInt(numbers::get)
              .sorted()
              .limit(MOST_OF_ITEM)
              .toArray();
    }
    return new Facets(catalog, List.copyOf(facets), ofItem);
  }

  int size() {
    return facets.size();
  }

  Facet get(int facet) {
    return facets.get(facet);
  }

  /** The facets of an item, ascending: its category or some words, its brand, both or none. */
  int[] ofItem(int item) {
    return ofItem[item];
  }

  Catalog catalog() {
    return catalog;
  }
}
