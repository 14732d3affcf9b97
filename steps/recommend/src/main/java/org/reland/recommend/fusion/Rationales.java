package org.reland.recommend.fusion;

import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Matrix;

/**
 * The text vectors of the rationales that users were matched with. Kept as a sparse matrix over the
 * seeds, since many users share a seed: a linear layer is then applied to the seeds alone.
 *
 * @param matches users x seeds; a user's weights add up to 1, a user without a match has none
 * @param vectors seeds x f, the text vectors of Step 2
 */
public record Rationales(CsrMatrix matches, Matrix vectors) {
  public boolean matched(int user) {
    return matches.rowPointers()[user] < matches.rowPointers()[user + 1];
  }
}
