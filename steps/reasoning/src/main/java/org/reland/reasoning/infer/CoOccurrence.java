package org.reland.reasoning.infer;

import java.util.BitSet;
import org.reland.kit.artifact.HistoryEntry;

/**
 * How often two facets occur in the history of the same user, counted in one pass over the training
 * histories: facets squared in memory, however many users there are.
 */
final class CoOccurrence {
  /** Facets of a user that are paired at most, so that one huge history cannot cost its square. */
  private static final int WIDEST = 100;

  /** Added to the users that a pair is measured by: what was met once or twice is mostly chance. */
  private static final double SHRINKAGE = 10;

  private final Facets facets;
  private final int[] pairs;
  private final int[] users;
  private final int[] interactions;
  private final BitSet open = new BitSet();
  private int openUser = -1;
  private int population;

  CoOccurrence(Facets facets) {
    this.facets = facets;
    this.pairs = new int[Math.multiplyExact(facets.size(), facets.size())];
    this.users = new int[facets.size()];
    this.interactions = new int[facets.catalog().size()];
  }

  /** Takes in an entry; the entries of a user stand together. */
  void add(HistoryEntry entry) {
    if (entry.user() != openUser) {
      closeUser();
      openUser = entry.user();
    }
    interactions[entry.item()]++;
    for (int facet : facets.ofItem(entry.item())) {
      if (open.cardinality() < WIDEST) {
        open.set(facet);
      }
    }
  }

  /** To be called behind the last entry. */
  void closeUser() {
    if (openUser < 0) {
      return;
    }
    population++;
    int[] own = open.stream().toArray();
    for (int a : own) {
      users[a]++;
      for (int b : own) {
        pairs[a * users.length + b]++;
      }
    }
    open.clear();
    openUser = -1;
  }

  /** Interactions with the item. */
  int popularity(int item) {
    return interactions[item];
  }

  /**
   * How much more often the two meet than their frequencies account for: users with both, less
   * those that chance gives, over the geometric mean of the users with either; at least 0.
   */
  double association(int a, int b) {
    double both = pairs[a * users.length + b];
    if (both == 0) {
      return 0;
    }
    double chance = (double) users[a] * users[b] / population;
    double base = Math.sqrt((double) users[a] * users[b]) + SHRINKAGE;
    return Math.max(0, (both - chance) / base);
  }
}
