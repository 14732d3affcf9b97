package org.reland.reasoning.infer;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.reland.kit.artifact.Item;
import org.reland.reasoning.text.Catalog;
import org.reland.reasoning.text.Words;

/**
 * What the facets of an item are and what they are called: its category (the whole path) and its
 * brand. Where categories do not tell items apart, the words of titles stand for them.
 */
final class FacetNames {
  /** A word in more items than this part of all says nothing about any. */
  private static final double WIDEST_PART = 1 / 3.;

  private final boolean byWords;
  private final Map<Key, Integer> counts;

  /** Last names of category paths that more than one path ends with. */
  private final Set<String> ambiguous;

  /**
   * What makes two facets the same.
   *
   * @param category whether it is one, or a word that stands for one; otherwise it is a brand
   */
  record Key(boolean category, String text) {}

  private FacetNames(boolean byWords, Map<Key, Integer> counts, Set<String> ambiguous) {
    this.byWords = byWords;
    this.counts = counts;
    this.ambiguous = ambiguous;
  }

  static FacetNames of(Catalog catalog) {
    Set<List<String>> paths =
        catalog.items().stream()
            .map(Item::categories)
            .filter(path -> !path.isEmpty())
            .collect(Collectors.toSet());
    Set<String> seen = new HashSet<>();
    Set<String> twice =
        paths.stream()
            .map(List::getLast)
            .filter(leaf -> !seen.add(leaf))
            .collect(Collectors.toSet());
    boolean byWords = paths.size() < 2;
    Map<Key, Integer> counts =
        catalog.items().stream()
            .flatMap(item -> all(item, byWords).stream())
            .collect(Collectors.toMap(key -> key, key -> 1, Integer::sum));
    if (byWords) {
      // A word of one item alone leads from it to no other.
      double most = catalog.size() * WIDEST_PART;
      counts
          .entrySet()
          .removeIf(e -> e.getKey().category() && (e.getValue() < 2 || e.getValue() > most));
    }
    return new FacetNames(byWords, counts, twice);
  }

  /** In how many items each facet is. */
  Map<Key, Integer> counts() {
    return counts;
  }

  /** The facets of an item: its category or words, its brand, both or none. */
  List<Key> of(Item item) {
    return all(item, byWords).stream().filter(counts::containsKey).toList();
  }

  private static Set<Key> all(Item item, boolean byWords) {
    Set<Key> keys = new LinkedHashSet<>();
    if (byWords) {
      // A letter is what a hyphen left of a word.
      Words.of(item.title()).stream()
          .filter(word -> word.length() > 1)
          .forEach(word -> keys.add(new Key(true, word)));
    } else if (!item.categories().isEmpty()) {
      keys.add(new Key(true, String.join("\n", item.categories())));
    }
    if (!item.brand().isBlank()) {
      keys.add(new Key(false, item.brand().strip().toLowerCase(Locale.ROOT)));
    }
    return keys;
  }

  /** As it is written in a text. */
  String name(Key key, Item example) {
    if (!key.category()) {
      return example.brand().strip();
    }
    if (byWords) {
      return Words.asWritten(key.text(), example.title());
    }
    List<String> path = example.categories();
    String leaf = path.getLast();
    String name =
        ambiguous.contains(leaf) && path.size() > 1 ? path.get(path.size() - 2) + " " + leaf : leaf;
    // A comma parts the categories of a reply.
    return name.replaceAll("\\s*[,;]\\s*", " & ");
  }
}
