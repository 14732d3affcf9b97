package org.reland.linalg;

import java.util.Arrays;

/**
 * A dense row-major float matrix: the one shape in which vectors travel between the steps. Row
 * {@code r} lies in {@code data()[r * cols() .. (r + 1) * cols())}.
 */
public final class Matrix {
  private final int rows;
  private final int cols;
  private final float[] data;

  private Matrix(float[] data, int rows, int cols) {
    this.rows = rows;
    this.cols = cols;
    this.data = data;
  }

  /** A matrix of zeros. */
  public Matrix(int rows, int cols) {
    this(new float[size(rows, cols)], rows, cols);
  }

  /**
   * Wraps {@code data} without copying it: later changes show on both sides.
   *
   * @throws IllegalArgumentException if {@code data} does not hold exactly rows x cols floats
   */
  public static Matrix of(float[] data, int rows, int cols) {
    if (data.length != size(rows, cols)) {
      throw new IllegalArgumentException(
          "a %d x %d matrix needs %d floats, got %d"
              .formatted(rows, cols, size(rows, cols), data.length));
    }
    return new Matrix(data, rows, cols);
  }

  private static int size(int rows, int cols) {
    long size = (long) rows * cols;
    if (rows < 0 || cols < 0 || size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a matrix of %d x %d floats does not fit into one array (at most 2^31 - 9)"
              .formatted(rows, cols));
    }
    return (int) size;
  }

  public int rows() {
    return rows;
  }

  public int cols() {
    return cols;
  }

  /** The floats themselves, row by row; not a copy. */
  public float[] data() {
    return data;
  }

  public float get(int row, int col) {
    return data[offset(row) + col];
  }

  public void set(int row, int col, float value) {
    data[offset(row) + col] = value;
  }

  /** A copy of one row. */
  public float[] row(int row) {
    int from = offset(row);
    return Arrays.copyOfRange(data, from, from + cols);
  }

  /** Copies one row to {@code into[offset .. offset + cols())}. */
  public void copyRow(int row, float[] into, int offset) {
    System.arraycopy(data, offset(row), into, offset, cols);
  }

  /** Overwrites one row with the {@code cols()} floats given. */
  public void setRow(int row, float[] values) {
    if (values.length != cols) {
      throw new IllegalArgumentException(
          "a row has %d floats, got %d".formatted(cols, values.length));
    }
    System.arraycopy(values, 0, data, offset(row), cols);
  }

  /** A deep copy. */
  public Matrix copy() {
    return new Matrix(data.clone(), rows, cols);
  }

  private int offset(int row) {
    if (row < 0 || row >= rows) {
      throw new IndexOutOfBoundsException("row %d of %d".formatted(row, rows));
    }
    return row * cols;
  }

  /** Fails unless this matrix has the shape that {@code what} needs. */
  void requireShape(String what, int wantedRows, int wantedCols) {
    if (rows != wantedRows || cols != wantedCols) {
      throw new IllegalArgumentException(
          "%s must be %d x %d, is %d x %d".formatted(what, wantedRows, wantedCols, rows, cols));
    }
  }
}
