package org.reland.behavior.ingest;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Dense ids: 0, 1, 2 ... in the order of the raw ids. So they depend on which users and items are
 * there, not on who did what when.
 *
 * @param raw the raw id of each dense id
 * @param ofNumber the dense id of each number by appearance; -1 where it is not kept
 */
record DenseIds(List<String> raw, int[] ofNumber) {

  /**
   * Numbers what is kept.
   *
   * @param kept by number, whether it stays
   * @param more raw ids that get a dense id although no interaction names them
   */
  static DenseIds of(RawIds ids, boolean[] kept, Collection<String> more) {
    TreeSet<String> sorted = new TreeSet<>(more);
    for (int n = 0; n < kept.length; n++) {
      if (kept[n]) {
        sorted.add(ids.raw(n));
      }
    }
    int[] ofNumber = new int[ids.size()];
    Arrays.fill(ofNumber, -1);
    int dense = 0;
    for (String raw : sorted) {
      if (ids.contains(raw)) {
        ofNumber[ids.number(raw)] = dense;
      }
      dense++;
    }
    return new DenseIds(List.copyOf(sorted), ofNumber);
  }

  int size() {
    return raw.size();
  }
}
