package org.reland.reasoning.infer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The most popular items of every facet. */
final class Shelves {
  private final int[][] ofFacet;

  private Shelves(int[][] ofFacet) {
    this.ofFacet = ofFacet;
  }

  /**
   * Fills the shelves.
   *
   * @param most items on one shelf at most
   */
  static Shelves of(Facets facets, CoOccurrence counts, int most) {
    List<List<Integer>> shelves =
        new ArrayList<>(
            IntStream.range(0, facets.size()).mapToObj(f -> new ArrayList<Integer>()).toList());
    IntStream.range(0, facets.catalog().size())
        .boxed()
        .sorted(Comparator.comparingInt((Integer item) -> -counts.popularity(item)))
        .forEach(
            item -> {
              for (int facet : facets.ofItem(item)) {
                if (shelves.get(facet).size() < most) {
                  shelves.get(facet).add(item);
                }
              }
            });
    return new Shelves(
        shelves.stream()
            .map(shelf -> shelf.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new));
  }

  /** Item ids, most popular first. */
  int[] items(int facet) {
    return ofFacet[facet];
  }
}
