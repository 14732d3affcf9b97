package org.reland.linalg;

import java.util.random.RandomGenerator;

/**
 * The largest singular values of a sparse matrix with their right singular vectors, by randomised
 * subspace iteration (Halko, Martinsson and Tropp, SIAM Review 2011, Algorithms 4.4 and 5.1).
 */
public final class TruncatedSvd {
  /** Random directions beyond the rank asked for. */
  private static final int OVERSAMPLING = 10;

  private static final int POWER_ITERATIONS = 4;

  private TruncatedSvd() {}

  /**
   * A is about U S V^T.
   *
   * @param rightVectors V, cols x rank, orthonormal columns; of each, the entry of largest
   *     magnitude is positive. Columns whose singular value is zero are zero.
   * @param singularValues rank values, descending
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Result(Matrix rightVectors, float[] singularValues) {}

  /**
   * Decomposes {@code a}; reads only its products with dense matrices.
   *
   * @param rank at most min(rows, cols)
   * @throws IllegalArgumentException if the rank is out of bounds
   */
  public static Result of(CsrMatrix a, int rank, RandomGenerator random, Parallel parallel) {
    int most = Math.min(a.rows(), a.cols());
    if (rank < 1 || rank > most) {
      throw new IllegalArgumentException(
          "rank of the decomposition of a %d x %d matrix must be 1 .. %d, got %d"
              .formatted(a.rows(), a.cols(), most, rank));
    }
    int width = Math.min(most, rank + OVERSAMPLING);
    CsrMatrix transposed = a.transpose();
    Matrix left = new Matrix(a.rows(), width);
    Matrix right = new Matrix(a.cols(), width);
    for (int i = 0; i < right.data().length; i++) {
      right.data()[i] = (float) random.nextGaussian();
    }
    a.multiply(right, left, parallel);
    for (int i = 0; i < POWER_ITERATIONS; i++) {
      Orthonormal.roughly(left, parallel);
      transposed.multiply(left, right, parallel);
      Orthonormal.roughly(right, parallel);
      a.multiply(right, left, parallel);
    }
    Orthonormal.columns(left, parallel);
    transposed.multiply(left, right, parallel);
    return fromProjection(right, rank, parallel);
  }

  /**
   * From B^T = A^T Q: if B B^T = U S^2 U^T, the right singular vectors are the columns of B^T U /
   * S.
   */
  private static Result fromProjection(Matrix projected, int rank, Parallel parallel) {
    SymmetricEigen eigen = SymmetricEigen.of(Orthonormal.gram(projected, parallel));
    int width = projected.cols();
    float[] values = new float[rank];
    Matrix rotation = new Matrix(width, rank);
    for (int j = 0; j < rank; j++) {
      double value = Math.sqrt(Math.max(0, eigen.values()[j]));
      values[j] = (float) value;
      for (int i = 0; i < width && value > 1e-6 * Math.sqrt(eigen.values()[0]); i++) {
        rotation.set(i, j, (float) (eigen.vectors()[j][i] / value));
      }
    }
    Matrix vectors = new Matrix(projected.rows(), rank);
    Gemm.multiply(projected, rotation, vectors, parallel);
    for (int j = 0; j < rank; j++) {
      fixSign(vectors, j);
    }
    return new Result(vectors, values);
  }

  private static void fixSign(Matrix m, int col) {
    float largest = 0;
    for (int i = 0; i < m.rows(); i++) {
      if (Math.abs(m.get(i, col)) > Math.abs(largest)) {
        largest = m.get(i, col);
      }
    }
    for (int i = 0; i < m.rows() && largest < 0; i++) {
      m.set(i, col, -m.get(i, col));
    }
  }
}
