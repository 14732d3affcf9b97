package org.reland.behavior.retrieve;

import java.util.List;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.TopK;
import org.reland.linalg.VectorOps;

/**
 * Retrieval, Eq. 3: r_u = r_s with s = argmax over the seeds of cosine(m_u, m_s), or the k best.
 * Exact: all seeds are compared, as inner products of unit vectors.
 */
public final class NearestSeeds {
  private final List<String> seeds;
  private final boolean[] zero;
  private final TopK rows;
  private final Parallel parallel;

  private NearestSeeds(List<String> seeds, boolean[] zero, TopK rows, Parallel parallel) {
    this.seeds = seeds;
    this.zero = zero;
    this.rows = rows;
    this.parallel = parallel;
  }

  /**
   * Seeds to search among.
   *
   * @param seeds raw ids of the seed users
   * @param vectors seeds x d; a seed whose vector is zero is nobody's neighbour
   */
  public static NearestSeeds among(List<String> seeds, Matrix vectors, Parallel parallel) {
    Matrix unit = vectors.copy();
    VectorOps.normalizeRows(unit);
    return new NearestSeeds(
        List.copyOf(seeds), zeroRows(unit), TopK.over(unit, parallel), parallel);
  }

  /**
   * The k nearest seeds of every user, best first, ties to the seed that was drawn earlier.
   *
   * @param users raw ids
   * @param vectors users x d
   * @param excludeSelf whether a user is never its own neighbour
   * @return row numbers of seeds and cosines; a user whose vector is zero has none (id -1)
   */
  public TopK.Result search(List<String> users, Matrix vectors, int k, boolean excludeSelf) {
    Matrix unit = vectors.copy();
    VectorOps.normalizeRows(unit);
    boolean[] unknown = zeroRows(unit);
    // Eq. 3: the largest inner product of unit vectors is the largest cosine
    return rows.search(
        unit,
        k,
        (user, seed) ->
            unknown[user] || zero[seed] || (excludeSelf && seeds.get(seed).equals(users.get(user))),
        parallel);
  }

  /** The raw id of a seed. */
  public String seed(int row) {
    return seeds.get(row);
  }

  private static boolean[] zeroRows(Matrix m) {
    boolean[] zero = new boolean[m.rows()];
    for (int row = 0; row < zero.length; row++) {
      zero[row] = VectorOps.norm(m.data(), row * m.cols(), m.cols()) == 0;
    }
    return zero;
  }
}
