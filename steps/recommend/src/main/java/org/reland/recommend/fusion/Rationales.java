package org.reland.recommend.fusion;

import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Matrix;

/**
 * The text vectors of the rationales that users were matched with. Kept as a sparse matrix over the
 * seeds, since many users share a seed: a linear layer is then applied to the seeds alone.
 *
 * @param matches users x seeds; a user's weights add up to 1, a user without a match has none
 * @param vectors seeds x f, the text vectors of Step 2
 * @param isText whether the vectors are of the items' text space
 */
public record Rationales(CsrMatrix matches, Matrix vectors, boolean isText) {
  /** Texts. */
  public Rationales(CsrMatrix matches, Matrix vectors) {
    this(matches, vectors, true);
  }

  public boolean matched(int user) {
    return matches.rowPointers()[user] < matches.rowPointers()[user + 1];
  }

  /**
   * Those of some users, in their order and with repeats.
   *
   * @param users -1 for a row without a match
   */
  public Rationales of(int[] users) {
    int[] pointers = new int[users.length + 1];
    for (int n = 0; n < users.length; n++) {
      int[] from = matches.rowPointers();
      int count = users[n] < 0 ? 0 : from[users[n] + 1] - from[users[n]];
      pointers[n + 1] = pointers[n] + count;
    }
    int[] columns = new int[pointers[users.length]];
    float[] values = new float[columns.length];
    for (int n = 0; n < users.length; n++) {
      if (users[n] < 0) {
        continue;
      }
      int from = matches.rowPointers()[users[n]];
      int count = pointers[n + 1] - pointers[n];
      System.arraycopy(matches.columns(), from, columns, pointers[n], count);
      System.arraycopy(matches.values(), from, values, pointers[n], count);
    }
    return new Rationales(
        CsrMatrix.of(users.length, matches.cols(), pointers, columns, values), vectors, isText);
  }
}
