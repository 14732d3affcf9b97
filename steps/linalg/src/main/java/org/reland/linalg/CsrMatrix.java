package org.reland.linalg;

import java.util.Arrays;

/**
 * A sparse matrix in compressed sparse rows. Entry {@code e} of row {@code r}, with {@code e} in
 * {@code rowPointers()[r] .. rowPointers()[r + 1]}, stands in column {@code columns()[e]}; columns
 * ascend within a row.
 */
public final class CsrMatrix {
  /** Rows that one chunk of work covers; the bytes do not depend on it. */
  static final int CHUNK = 256;

  private final int rows;
  private final int cols;
  private final int[] rowPointers;
  private final int[] columns;
  private final float[] values;

  private CsrMatrix(int rows, int cols, int[] rowPointers, int[] columns, float[] values) {
    this.rows = rows;
    this.cols = cols;
    this.rowPointers = rowPointers;
    this.columns = columns;
    this.values = values;
  }

  /**
   * Wraps the arrays without copying them.
   *
   * @throws IllegalArgumentException if the pointers do not ascend from 0 to the number of entries
   *     or a row's columns do not strictly ascend within 0 .. cols - 1
   */
  public static CsrMatrix of(int rows, int cols, int[] rowPointers, int[] columns, float[] values) {
    if (rowPointers.length != rows + 1
        || rowPointers[0] != 0
        || rowPointers[rows] != columns.length
        || columns.length != values.length) {
      throw new IllegalArgumentException(
          "%d rows need %d row pointers from 0 to the number of entries; got %d pointers, %d columns, %d values"
              .formatted(rows, rows + 1, rowPointers.length, columns.length, values.length));
    }
    for (int r = 0; r < rows; r++) {
      for (int e = rowPointers[r]; e < rowPointers[r + 1]; e++) {
        int floor = e == rowPointers[r] ? 0 : columns[e - 1] + 1;
        if (columns[e] < floor || columns[e] >= cols) {
          throw new IllegalArgumentException(
              "row %d, entry %d: column %d, allowed here %d .. %d"
                  .formatted(r, e, columns[e], floor, cols - 1));
        }
      }
      if (rowPointers[r] > rowPointers[r + 1]) {
        throw new IllegalArgumentException("row pointers descend at row " + r);
      }
    }
    return new CsrMatrix(rows, cols, rowPointers, columns, values);
  }

  /**
   * Builds the matrix from (row, column, value) in any order; values of one cell are summed in the
   * order given.
   */
  public static CsrMatrix fromTriplets(int rows, int cols, int[] r, int[] c, float[] v) {
    if (r.length != c.length || r.length != v.length) {
      throw new IllegalArgumentException(
          "triplets of unequal length: %d rows, %d columns, %d values"
              .formatted(r.length, c.length, v.length));
    }
    // Two stable counting sorts, by column and then by row, keep the order within a cell.
    int[] byColumn = stableOrder(c, cols, identity(c.length), "column");
    int[] order = stableOrder(r, rows, byColumn, "row");
    int[] pointers = new int[rows + 1];
    int[] columns = new int[r.length];
    float[] values = new float[r.length];
    int count = 0;
    int previousRow = -1;
    for (int e : order) {
      if (r[e] == previousRow && columns[count - 1] == c[e]) {
        values[count - 1] += v[e];
      } else {
        columns[count] = c[e];
        values[count++] = v[e];
        pointers[r[e] + 1]++;
        previousRow = r[e];
      }
    }
    for (int i = 0; i < rows; i++) {
      pointers[i + 1] += pointers[i];
    }
    return new CsrMatrix(
        rows, cols, pointers, Arrays.copyOf(columns, count), Arrays.copyOf(values, count));
  }

  private static int[] identity(int n) {
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    return order;
  }

  private static int[] stableOrder(int[] keys, int bound, int[] before, String what) {
    int[] next = new int[bound + 1];
    for (int key : keys) {
      if (key < 0 || key >= bound) {
        throw new IllegalArgumentException(
            "%s %d, allowed 0 .. %d".formatted(what, key, bound - 1));
      }
      next[key + 1]++;
    }
    for (int i = 0; i < bound; i++) {
      next[i + 1] += next[i];
    }
    int[] order = new int[before.length];
    for (int e : before) {
      order[next[keys[e]]++] = e;
    }
    return order;
  }

  public int rows() {
    return rows;
  }

  public int cols() {
    return cols;
  }

  public int nonZeros() {
    return columns.length;
  }

  /** The array itself, not a copy. */
  public int[] rowPointers() {
    return rowPointers;
  }

  /** The array itself, not a copy. */
  public int[] columns() {
    return columns;
  }

  /** The array itself, not a copy. */
  public float[] values() {
    return values;
  }

  public CsrMatrix transpose() {
    int[] pointers = new int[cols + 1];
    for (int column : columns) {
      pointers[column + 1]++;
    }
    for (int i = 0; i < cols; i++) {
      pointers[i + 1] += pointers[i];
    }
    int[] next = Arrays.copyOf(pointers, cols);
    int[] newColumns = new int[columns.length];
    float[] newValues = new float[columns.length];
    for (int r = 0; r < rows; r++) {
      for (int e = rowPointers[r]; e < rowPointers[r + 1]; e++) {
        int at = next[columns[e]]++;
        newColumns[at] = r;
        newValues[at] = values[e];
      }
    }
    return new CsrMatrix(cols, rows, pointers, newColumns, newValues);
  }

  /**
   * out = this * x, each output summed over ascending columns; x is cols() x d, out rows() x d and
   * not x itself.
   */
  @SuppressWarnings("ReferenceEquality") // the same array is what is asked about
  public void multiply(Matrix x, Matrix out, Parallel parallel) {
    x.requireShape("x", cols, x.cols());
    out.requireShape("out", rows, x.cols());
    if (out.data() == x.data()) {
      throw new IllegalArgumentException("x and out share their data");
    }
    Kernels kernels = Lanes.kernels();
    Chunks chunks = new Chunks(rows, CHUNK);
    parallel.forEach(
        chunks.count(),
        chunk ->
            kernels.sparseRows(
                this, chunks.from(chunk), chunks.to(chunk), x.data(), out.data(), x.cols()));
  }
}
