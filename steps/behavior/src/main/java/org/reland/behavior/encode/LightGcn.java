package org.reland.behavior.encode;

import java.util.Arrays;
import org.reland.linalg.BipartiteGraph;
import org.reland.linalg.Bpr;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.Propagation;
import org.reland.linalg.VectorOps;

/**
 * LightGCN (He et al., SIGIR 2020) on ids alone: one embedding a node, users first, propagated over
 * the graph of training pairs. The gradient is exact: the loss reaches the ego embeddings through
 * the whole propagation, which is its own adjoint.
 */
final class LightGcn {
  private final int users;
  private final Matrix ego;
  private final Propagation propagation;
  private final double regularization;
  private final Parallel parallel;
  private final Matrix embeddings;
  private final Matrix slopes;

  /**
   * A model on a graph.
   *
   * @param ego (users + items) x d, users first; the parameters, not a copy
   */
  LightGcn(TrainingPairs pairs, Matrix ego, int layers, double regularization, Parallel parallel) {
    this.users = pairs.users();
    this.ego = ego;
    this.propagation =
        new Propagation(
            BipartiteGraph.normalizedAdjacency(
                pairs.users(), pairs.items(), pairs.userOf(), pairs.itemOf()),
            layers);
    this.regularization = regularization;
    this.parallel = parallel;
    this.embeddings = new Matrix(ego.rows(), ego.cols());
    this.slopes = new Matrix(ego.rows(), ego.cols());
  }

  Matrix ego() {
    return ego;
  }

  /** Users' and items' embeddings after propagation; overwritten by the next call. */
  Matrix propagate() {
    propagation.apply(ego, embeddings, parallel);
    return embeddings;
  }

  /**
   * Mean BPR loss of the triples plus half the regularisation times the mean squared length of
   * their ego embeddings.
   *
   * @param positives numbers of items, counted from 0, as are the negatives
   * @param gradient overwritten with the gradient of the ego embeddings
   */
  double lossAndGradient(int[] userOf, int[] positives, int[] negatives, Matrix gradient) {
    int[] positiveRows = rows(positives);
    int[] negativeRows = rows(negatives);
    Arrays.fill(slopes.data(), 0);
    double loss =
        Bpr.lossAndGradient(propagate(), userOf, positiveRows, negativeRows, slopes, parallel);
    propagation.apply(slopes, gradient, parallel);
    for (int[] touched : new int[][] {userOf, positiveRows, negativeRows}) {
      loss += regularize(touched, gradient);
    }
    return loss;
  }

  private double regularize(int[] touched, Matrix gradient) {
    int d = ego.cols();
    float weight = (float) (regularization / touched.length);
    double squares = 0;
    for (int row : touched) {
      squares += VectorOps.dot(ego.data(), row * d, ego.data(), row * d, d);
      VectorOps.axpy(weight, ego.data(), row * d, gradient.data(), row * d, d);
    }
    return 0.5 * regularization * squares / touched.length;
  }

  private int[] rows(int[] items) {
    int[] rows = new int[items.length];
    for (int t = 0; t < items.length; t++) {
      rows[t] = users + items[t];
    }
    return rows;
  }
}
