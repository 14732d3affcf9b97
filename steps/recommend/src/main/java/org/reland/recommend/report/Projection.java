package org.reland.recommend.report;

import java.util.Arrays;
import java.util.List;

/**
 * Points in the plane of their two first principal components (Pearson, "On lines and planes of
 * closest fit", 1901), found by orthogonal iteration from a fixed start and with basic arithmetic
 * only: the same points give the same plane everywhere.
 *
 * @param x of every point, along the first component; likewise y, along the second
 * @param shareX share of the points' variance that lies along the first, 0 .. 1
 */
record Projection(List<Double> x, List<Double> y, double shareX, double shareY) {
  private static final int ITERATIONS = 200;

  /** Of at least one point, all of the same length. */
  static Projection of(List<float[]> points) {
    double[][] centred = centred(points);
    int dimensions = centred[0].length;
    double[] first = new double[dimensions];
    double[] second = new double[dimensions];
    for (int j = 0; j < dimensions; j++) {
      first[j] = 1 + 0.5 * (j % 7);
      second[j] = j % 2 == 0 ? 1 : -1.5;
    }
    for (int n = 0; n < ITERATIONS; n++) {
      first = normalized(times(centred, along(centred, first)), new double[dimensions]);
      second = normalized(times(centred, along(centred, second)), first);
    }
    double[] x = along(centred, upright(first));
    double[] y = along(centred, upright(second));
    double all = 0;
    for (double[] row : centred) {
      all += dot(row, row);
    }
    return new Projection(
        Arrays.stream(x).boxed().toList(),
        Arrays.stream(y).boxed().toList(),
        all > 0 ? dot(x, x) / all : 0,
        all > 0 ? dot(y, y) / all : 0);
  }

  private static double[][] centred(List<float[]> points) {
    int dimensions = points.getFirst().length;
    double[] mean = new double[dimensions];
    for (float[] point : points) {
      for (int j = 0; j < dimensions; j++) {
        mean[j] += (double) point[j] / points.size();
      }
    }
    double[][] centred = new double[points.size()][dimensions];
    for (int i = 0; i < centred.length; i++) {
      for (int j = 0; j < dimensions; j++) {
        centred[i][j] = points.get(i)[j] - mean[j];
      }
    }
    return centred;
  }

  private static double[] along(double[][] rows, double[] direction) {
    double[] products = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      products[i] = dot(rows[i], direction);
    }
    return products;
  }

  /** The sum of the rows with these weights. */
  private static double[] times(double[][] rows, double[] weights) {
    double[] sum = new double[rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += weights[i] * rows[i][j];
      }
    }
    return sum;
  }

  /** Of length 1 and at right angles to {@code other}; zero where nothing is left of it. */
  private static double[] normalized(double[] vector, double[] other) {
    double overlap = dot(vector, other);
    double[] unit = new double[vector.length];
    for (int j = 0; j < unit.length; j++) {
      unit[j] = vector[j] - overlap * other[j];
    }
    double length = Math.sqrt(dot(unit, unit));
    for (int j = 0; j < unit.length; j++) {
      unit[j] = length > 0 ? unit[j] / length : 0;
    }
    return unit;
  }

  /** A component and its opposite are the same line: the one whose largest part is positive. */
  private static double[] upright(double[] vector) {
    int largest = 0;
    for (int j = 0; j < vector.length; j++) {
      largest = Math.abs(vector[j]) > Math.abs(vector[largest]) ? j : largest;
    }
    double sign = vector[largest] < 0 ? -1 : 1;
    double[] turned = new double[vector.length];
    for (int j = 0; j < turned.length; j++) {
      turned[j] = sign * vector[j];
    }
    return turned;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }
}
