package org.reland.reasoning.infer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What co-occurrence makes of one history: how well every facet goes with those that the user has,
 * and what follows from that. The cost hangs on the history and the number of facets, not on the
 * number of users or items.
 */
final class Taste {
  /** A brand says more about an item than its category; measured on Amazon Beauty, validation. */
  private static final double BRAND_WEIGHT = 2;

  /** Facets of a kind whose shelves are searched for items. */
  private static final int SHELVES = 12;

  private final Facets facets;
  private final List<Integer> history;
  private final BitSet own = new BitSet();
  private final double[] scores;
  private final List<Integer> categories;
  private final List<Integer> brands;

  Taste(Facets facets, CoOccurrence counts, List<Integer> history) {
    this.facets = facets;
    this.history = history;
    this.scores = scores(counts);
    this.categories = ranked(true);
    this.brands = ranked(false);
  }

  private double[] scores(CoOccurrence counts) {
    int[] times = new int[facets.size()];
    for (int item : history) {
      for (int facet : facets.ofItem(item)) {
        times[facet]++;
        own.set(facet);
      }
    }
    double[] sums = new double[facets.size()];
    for (int mine : own.stream().toArray()) {
      // The tenth item of a kind says less than the second.
      double weight = Math.sqrt(times[mine]);
      for (int other = 0; other < sums.length; other++) {
        sums[other] += weight * counts.association(mine, other);
      }
    }
    return sums;
  }

  private List<Integer> ranked(boolean category) {
    return IntStream.range(0, scores.length)
        .filter(f -> facets.get(f).category() == category && scores[f] > 0)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer f) -> -scores[f]))
        .toList();
  }

  /** The categories that the user has, what says most about the user first. */
  List<Integer> ownCategories(int most) {
    return categories.stream().filter(own::get).limit(most).toList();
  }

  /** The brands that the user has, what says most about the user first. */
  List<Integer> ownBrands(int most) {
    return brands.stream().filter(own::get).limit(most).toList();
  }

  /** Categories to recommend: the user's own best one, then new ones that go with the history. */
  List<Integer> recommendedCategories(int most) {
    Set<Integer> chosen = new LinkedHashSet<>(ownCategories(1));
    categories.stream().filter(f -> !own.get(f)).limit(most - 1L).forEach(chosen::add);
    // Where nothing new goes with it, more of the same.
    chosen.addAll(ownCategories(most));
    return chosen.stream().limit(most).toList();
  }

  private record Candidate(int item, double score) {}

  /** Items to recommend, none that the user has, best first, each of another category. */
  List<Integer> recommendedItems(Shelves shelves, int most) {
    Set<Integer> seen = new HashSet<>(history);
    List<Candidate> candidates = new ArrayList<>();
    for (List<Integer> ranked : List.of(categories, brands)) {
      for (int facet : ranked.subList(0, Math.min(SHELVES, ranked.size()))) {
        for (int item : shelves.items(facet)) {
          if (seen.add(item)) {
            candidates.add(new Candidate(item, score(item)));
          }
        }
      }
    }
    // Stable: of equally good ones the more popular, which stands further in front on its shelf.
    candidates.sort(Comparator.comparingDouble(candidate -> -candidate.score()));
    List<Integer> chosen = new ArrayList<>();
    Set<Integer> categoriesTaken = new HashSet<>();
    for (Candidate candidate : candidates) {
      if (chosen.size() < most && categoriesTaken.add(categoryOf(candidate.item()))) {
        chosen.add(candidate.item());
      }
    }
    return chosen;
  }

  /** Brand and category; of several words in its place, their mean. */
  private double score(int item) {
    double brand = 0;
    double category = 0;
    int words = 0;
    for (int facet : facets.ofItem(item)) {
      if (facets.get(facet).category()) {
        category += scores[facet];
        words++;
      } else {
        brand += scores[facet] * BRAND_WEIGHT;
      }
    }
    return brand + category / Math.max(1, words);
  }

  /**
   * The category that speaks most for it. Minus one less than the item's id where it has none:
   * every such item is alone.
   */
  private int categoryOf(int item) {
    int best = -1 - item;
    for (int facet : facets.ofItem(item)) {
      if (facets.get(facet).category() && (best < 0 || scores[facet] > scores[best])) {
        best = facet;
      }
    }
    return best;
  }
}
