package org.reland.recommend.model;

import java.util.Arrays;
import java.util.Map;
import org.reland.kit.error.BadDataException;
import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Matrix;

/**
 * Sparse matrices in a model, which holds dense ones: the numbers of entries of the rows, the
 * columns and the values, each as one long vector that is broken into lines of equal length and
 * padded with zeros.
 */
public final class SparseMatrices {
  private static final int LINE = 1024;

  /** Up to here a float holds every whole number. */
  private static final int EXACT = 1 << 24;

  private SparseMatrices() {}

  /** Adds NAME.shape, NAME.lengths, NAME.columns and NAME.values. */
  public static void add(String name, CsrMatrix matrix, Map<String, Matrix> model) {
    if (matrix.rows() > EXACT || matrix.cols() > EXACT) {
      throw new BadDataException(
          "%s is %,d x %,d; a model holds at most %,d rows and columns"
              .formatted(name, matrix.rows(), matrix.cols(), EXACT));
    }
    float[] lengths = new float[matrix.rows()];
    for (int r = 0; r < lengths.length; r++) {
      lengths[r] = matrix.rowPointers()[r + 1] - matrix.rowPointers()[r];
    }
    float[] columns = new float[matrix.nonZeros()];
    for (int e = 0; e < columns.length; e++) {
      columns[e] = matrix.columns()[e];
    }
    model.put(name + ".shape", Matrix.of(new float[] {matrix.rows(), matrix.cols()}, 1, 2));
    model.put(name + ".lengths", lines(lengths));
    model.put(name + ".columns", lines(columns));
    model.put(name + ".values", lines(matrix.values()));
  }

  /** What {@link #add} has written. */
  public static CsrMatrix read(String name, Map<String, Matrix> model) {
    Matrix shape = part(name + ".shape", model);
    int rows = (int) shape.get(0, 0);
    float[] lengths = part(name + ".lengths", model).data();
    int[] pointers = new int[rows + 1];
    for (int r = 0; r < rows; r++) {
      pointers[r + 1] = pointers[r] + (int) lengths[r];
    }
    float[] lines = part(name + ".columns", model).data();
    int[] columns = new int[pointers[rows]];
    for (int e = 0; e < columns.length; e++) {
      columns[e] = (int) lines[e];
    }
    float[] values = Arrays.copyOf(part(name + ".values", model).data(), columns.length);
    return CsrMatrix.of(rows, (int) shape.get(0, 1), pointers, columns, values);
  }

  private static Matrix part(String name, Map<String, Matrix> model) {
    Matrix part = model.get(name);
    if (part == null) {
      throw new BadDataException(
          "the model lacks %s; it has %s: train it again".formatted(name, model.keySet()));
    }
    return part;
  }

  /** At least one line, as a matrix without rows leaves no trace in the artifact. */
  private static Matrix lines(float[] vector) {
    int lines = Math.max(1, (vector.length + LINE - 1) / LINE);
    return Matrix.of(Arrays.copyOf(vector, lines * LINE), lines, LINE);
  }
}
