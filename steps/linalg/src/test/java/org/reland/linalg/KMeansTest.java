package org.reland.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KMeansTest {
  private static double squaredDistance(Matrix a, int i, Matrix b, int j) {
    double sum = 0;
    for (int k = 0; k < a.cols(); k++) {
      double difference = (double) a.get(i, k) - b.get(j, k);
      sum += difference * difference;
    }
    return sum;
  }

  @Test
  void everyPointIsAssignedToItsNearestCentroid() {
    SplittableRandom random = new SplittableRandom(1);
    Matrix points = Reference.gaussian(500, 7, random);
    Matrix centroids = Reference.gaussian(43, 7, random);
    try (Parallel two = Parallel.of(2)) {
      KMeans.Assignment found = KMeans.assign(points, centroids, two);
      for (int p = 0; p < 500; p++) {
        double nearest = Double.MAX_VALUE;
        for (int c = 0; c < 43; c++) {
          nearest = Math.min(nearest, squaredDistance(points, p, centroids, c));
        }
        assertEquals(nearest, found.squaredDistances()[p], 1e-5);
        assertEquals(nearest, squaredDistance(points, p, centroids, found.assignments()[p]), 1e-5);
      }
    }
  }

  @Test
  void aSettledResultIsAFixedPointOfLloydsIteration() {
    SplittableRandom random = new SplittableRandom(2);
    Matrix points = Reference.gaussian(400, 3, random);
    KMeans.Result result = KMeans.fit(points, 12, 1000, random, Parallel.serial());
    assertTrue(result.iterations() < 1000);
    double[][] sum = new double[12][3];
    int[] sizes = new int[12];
    double inertia = 0;
    for (int p = 0; p < 400; p++) {
      int c = result.assignments()[p];
      sizes[c]++;
      inertia += squaredDistance(points, p, result.centroids(), c);
      for (int j = 0; j < 3; j++) {
        sum[c][j] += points.get(p, j);
      }
    }
    for (int c = 0; c < 12; c++) {
      for (int j = 0; j < 3; j++) {
        assertEquals(sum[c][j] / sizes[c], result.centroids().get(c, j), 1e-6);
      }
    }
    assertEquals(inertia, result.inertia(), 1e-3);
  }

  /** Lloyd's iteration written out, comparing every point with every centroid in every step. */
  @Test
  void comparingOnlyWithWhatMovedChangesNoBit() {
    Matrix points = Reference.gaussian(900, 5, new SplittableRandom(8));
    KMeans.Result fast = KMeans.fit(points, 60, 40, new SplittableRandom(9), Parallel.serial());
    Matrix centroids = KMeansPlusPlus.seed(points, 60, new SplittableRandom(9), Parallel.serial());
    for (int i = 0; i < fast.iterations(); i++) {
      int[] nearest = KMeans.assign(points, centroids, Parallel.serial()).assignments();
      Centroids.update(points, nearest, centroids, Parallel.serial());
    }
    assertTrue(fast.iterations() > 10);
    assertEquals(0, fast.mendedClusters());
    assertArrayEquals(centroids.data(), fast.centroids().data());
    assertArrayEquals(
        KMeans.assign(points, centroids, Parallel.serial()).assignments(), fast.assignments());
  }

  @Test
  void aPointThatIsNotANumberIsNamed() {
    Matrix points = Reference.gaussian(20, 3, new SplittableRandom(10));
    Matrix centroids = points.copy();
    points.set(17, 1, Float.NaN);
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> KMeans.assign(points, centroids, Parallel.serial()));
    assertTrue(e.getMessage().contains("point 17"), e.getMessage());
  }

  @Test
  void wellSeparatedGroupsAreFoundFromTheSeedingAlone() {
    SplittableRandom random = new SplittableRandom(3);
    Matrix points = Reference.gaussian(600, 4, random);
    for (int p = 0; p < 600; p++) {
      points.set(p, p % 30 % 4, points.get(p, p % 30 % 4) + 1000 * (1 + p % 30));
    }
    KMeans.Result result = KMeans.fit(points, 30, 5, random, Parallel.serial());
    for (int p = 30; p < 600; p++) {
      assertEquals(result.assignments()[p % 30], result.assignments()[p]);
    }
  }

  /**
   * With D^2 = 1 and 4 for the two other points the second centre must be the farther one in 4 of 5
   * cases.
   */
  @Test
  void centresAreDrawnInProportionToTheSquaredDistance() {
    Matrix points = Matrix.of(new float[] {0, 1, -2}, 3, 1);
    SplittableRandom random = new SplittableRandom(4);
    int fromZero = 0;
    int farther = 0;
    for (int trial = 0; trial < 6000; trial++) {
      Matrix seeds = KMeansPlusPlus.seed(points, 2, random, Parallel.serial());
      if (seeds.get(0, 0) == 0) {
        fromZero++;
        farther += seeds.get(1, 0) == -2 ? 1 : 0;
      }
    }
    assertEquals(1.0 / 3, fromZero / 6000.0, 0.03);
    assertEquals(0.8, farther / (double) fromZero, 0.04);
  }

  /**
   * Given two centres, the third follows D^2 to the nearer one, though all candidates share a
   * batch.
   */
  @Test
  void laterCentresOfABatchFollowTheDistanceToTheNearestEarlierOne() {
    Matrix points = Matrix.of(new float[] {0, 1, 5, 7}, 4, 1);
    SplittableRandom random = new SplittableRandom(5);
    int cases = 0;
    int ones = 0;
    for (int trial = 0; trial < 20000; trial++) {
      Matrix seeds = KMeansPlusPlus.seed(points, 3, random, Parallel.serial());
      if (seeds.get(0, 0) == 0 && seeds.get(1, 0) == 7) {
        cases++;
        ones += seeds.get(2, 0) == 1 ? 1 : 0;
      }
    }
    assertEquals(0.2, ones / (double) cases, 0.03);
  }

  @Test
  void emptyClustersAreMendedWhereThereAreEnoughDifferentPoints() {
    float[] data = new float[64];
    for (int i = 0; i < 64; i++) {
      data[i] = i < 57 ? 0 : i;
    }
    Matrix points = Matrix.of(data, 64, 1);
    for (int seed = 0; seed < 20; seed++) {
      KMeans.Result result =
          KMeans.fit(points, 8, 10, new SplittableRandom(seed), Parallel.serial());
      Set<Integer> used = new HashSet<>();
      for (int c : result.assignments()) {
        used.add(c);
      }
      assertEquals(8, used.size());
      assertEquals(0, result.inertia());
    }
  }

  @Test
  void fewerDifferentPointsThanClustersStillGiveAResult() {
    Matrix points = Matrix.of(new float[] {1, 1, 1, 2}, 4, 1);
    KMeans.Result result = KMeans.fit(points, 4, 10, new SplittableRandom(1), Parallel.serial());
    assertEquals(0, result.inertia());
  }

  @Test
  void threadsDoNotChangeTheBytes() {
    Matrix points = Reference.gaussian(3000, 9, new SplittableRandom(6));
    KMeans.Result one = KMeans.fit(points, 70, 8, new SplittableRandom(7), Parallel.serial());
    try (Parallel three = Parallel.of(3)) {
      KMeans.Result many = KMeans.fit(points, 70, 8, new SplittableRandom(7), three);
      assertArrayEquals(one.centroids().data(), many.centroids().data());
      assertArrayEquals(one.assignments(), many.assignments());
      assertEquals(one.inertia(), many.inertia());
    }
  }

  @Test
  void moreClustersThanPointsAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> KMeans.fit(new Matrix(3, 2), 4, 1, new SplittableRandom(1), Parallel.serial()));
  }
}
