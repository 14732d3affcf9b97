package org.reland.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PropagationTest {
  private final SplittableRandom random = new SplittableRandom(3);
  private final int[] users = random.ints(120, 0, 20).toArray();
  private final int[] items = random.ints(120, 0, 15).toArray();
  private final CsrMatrix adjacency = BipartiteGraph.normalizedAdjacency(20, 15, users, items);

  @Test
  void theAdjacencyIsSymmetricAndEachWeightIsOneOverTheRootOfTheDegrees() {
    boolean[][] edge = new boolean[20][15];
    for (int e = 0; e < users.length; e++) {
      edge[users[e]][items[e]] = true;
    }
    Matrix a = Reference.dense(adjacency);
    for (int u = 0; u < 20; u++) {
      for (int i = 0; i < 15; i++) {
        int du = 0;
        int di = 0;
        for (int j = 0; j < 15; j++) {
          du += edge[u][j] ? 1 : 0;
        }
        for (int v = 0; v < 20; v++) {
          di += edge[v][i] ? 1 : 0;
        }
        double expected = edge[u][i] ? 1 / Math.sqrt(du * di) : 0;
        assertEquals(expected, a.get(u, 20 + i), 1e-7);
        assertEquals(a.get(u, 20 + i), a.get(20 + i, u));
      }
    }
  }

  @Test
  void theOutputIsTheMeanOfTheLayers() {
    Matrix ego = Reference.gaussian(35, 5, random);
    Matrix out = new Matrix(35, 5);
    new Propagation(adjacency, 3).apply(ego, out, Parallel.serial());
    Matrix a = Reference.dense(adjacency);
    Matrix layer = ego;
    double[] sum = new double[ego.data().length];
    for (int l = 0; l <= 3; l++) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += layer.data()[i] / 4.0;
      }
      double[][] next = Reference.product(a, layer);
      layer = new Matrix(35, 5);
      for (int i = 0; i < sum.length; i++) {
        layer.data()[i] = (float) next[i / 5][i % 5];
      }
    }
    for (int i = 0; i < sum.length; i++) {
      assertEquals(sum[i], out.data()[i], 1e-5);
    }
  }

  @Test
  void theRowsThatAreWantedAreThoseOfTheWhole() {
    Matrix ego = Reference.gaussian(35, 16, random);
    Propagation propagation = new Propagation(adjacency, 2);
    Matrix whole = new Matrix(35, 16);
    propagation.apply(ego, whole, Parallel.serial());
    boolean[] wanted = new boolean[35];
    for (int r = 0; r < 35; r++) {
      wanted[r] = random.nextInt(3) > 0;
    }
    Matrix some = new Matrix(35, 16);
    propagation.apply(ego, wanted, some, Parallel.serial());
    for (int r = 0; r < 35; r++) {
      assertArrayEquals(wanted[r] ? whole.row(r) : new float[16], some.row(r));
    }
  }

  @Test
  void noLayersGiveTheEgoEmbeddings() {
    Matrix ego = Reference.gaussian(35, 5, random);
    Matrix out = new Matrix(35, 5);
    new Propagation(adjacency, 0).apply(ego, out, Parallel.serial());
    assertArrayEquals(ego.data(), out.data());
  }
}
