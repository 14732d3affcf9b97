package org.reland.kit.config;

import java.util.Collection;
import java.util.Comparator;

/** Suggests the known name that a mistyped one was probably meant to be. */
public final class Nearest {
  private Nearest() {}

  /** {@code "; did you mean x?"} where one is near, else the list of all. */
  public static String hint(String name, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt((String k) -> distance(name, k)).thenComparing(k -> k))
        .filter(k -> distance(name, k) <= Math.max(2, name.length() / 3))
        .map(k -> "; did you mean " + k + "?")
        .orElseGet(
            () ->
                known.isEmpty()
                    ? "; there is none yet"
                    : "; known are " + String.join(", ", known));
  }

  /**
   * Distance of Damerau and Levenshtein: letters inserted, deleted, replaced, or swapped with their
   * neighbour; each letter is edited once (optimal string alignment).
   */
  static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replace, 1 + Math.min(previous[j], current[j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          current[j] = Math.min(current[j], before[j - 2] + 1);
        }
      }
      before = previous;
      previous = current;
    }
    return previous[b.length()];
  }
}
