package org.reland.behavior.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.CrossEntropy;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;
import org.reland.neural.Initial;
import org.reland.neural.Packing;
import org.reland.neural.Transformer;
import org.reland.neural.Weight;

/**
 * SASRec on the training histories: at every position the next item, by the softmax over all items.
 * One pass over a sequence gives the targets of all its prefixes.
 */
final class SasRecNetwork implements EncoderNetwork {
  private final SasRec shape;
  private final int batchSize;
  private final List<int[]> sequences;
  private final Weight items;
  private final Transformer trunk;
  private final Parallel parallel;

  /**
   * At its start.
   *
   * @param batchSize sequences in one update
   * @param histories by user, oldest first; those that are too short to have a next item teach
   *     nothing
   */
  SasRecNetwork(
      SasRec shape,
      int batchSize,
      int items,
      List<UserHistory> histories,
      RandomGenerator random,
      Parallel parallel) {
    this.shape = shape;
    this.batchSize = batchSize;
    this.parallel = parallel;
    sequences = histories.stream().map(UserHistory::items).filter(h -> h.length > 1).toList();
    this.items =
        Weight.of(
            "sasrec.items",
            Initial.normal(items, shape.dimensions(), SasRec.DEVIATION, random),
            shape.learningRate());
    trunk = shape.trunk(random, parallel);
  }

  @Override
  public List<Weight> weights() {
    List<Weight> weights = new ArrayList<>(List.of(items));
    weights.addAll(trunk.weights());
    return weights;
  }

  @Override
  public double trainEpoch(RandomGenerator random) {
    List<int[]> order = shuffled(random);
    double sum = 0;
    for (int from = 0; from < order.size(); from += batchSize) {
      List<int[]> batch = order.subList(from, Math.min(order.size(), from + batchSize));
      sum += lossAndGradients(batch, random) * batch.size();
      weights().forEach(weight -> weight.step(parallel));
    }
    return sum / Math.max(1, order.size());
  }

  private List<int[]> shuffled(RandomGenerator random) {
    List<int[]> order = new ArrayList<>(sequences.size());
    for (int[] sequence : sequences) {
      int at = random.nextInt(order.size() + 1);
      order.add(sequence);
      order.set(order.size() - 1, order.get(at));
      order.set(at, sequence);
    }
    return order;
  }

  /**
   * The mean loss of a batch's positions; afterwards the gradients are set.
   *
   * @param random for dropout; null for none
   */
  double lossAndGradients(List<int[]> batch, @Nullable RandomGenerator random) {
    weights().forEach(weight -> Arrays.fill(weight.gradient().data(), 0));
    Packing packing =
        Packing.of(batch.stream().mapToInt(s -> Math.min(s.length - 1, shape.length())).toArray());
    int[] inputs = new int[packing.rows()];
    int[] targets = new int[packing.rows()];
    for (int s = 0; s < batch.size(); s++) {
      int[] sequence = batch.get(s);
      int length = packing.length(s);
      int first = sequence.length - 1 - length;
      System.arraycopy(sequence, first, inputs, packing.from(s), length);
      System.arraycopy(sequence, first + 1, targets, packing.from(s), length);
    }
    Matrix table = items.value();
    int d = table.cols();
    Matrix rows = new Matrix(inputs.length, d);
    for (int n = 0; n < inputs.length; n++) {
      table.copyRow(inputs[n], rows.data(), n * d);
    }
    Matrix hidden = trunk.forward(rows, packing, random);
    Matrix gradient = new Matrix(hidden.rows(), d);
    double loss =
        CrossEntropy.lossAndGradient(hidden, table, targets, gradient, items.gradient(), parallel);
    Matrix back = trunk.backward(gradient);
    for (int n = 0; n < inputs.length; n++) {
      VectorOps.axpy(1, back.data(), n * d, items.gradient().data(), inputs[n] * d, d);
    }
    return loss;
  }

  @Override
  public FrozenEncoder freeze() {
    Map<String, Matrix> frozen = new LinkedHashMap<>();
    frozen.put(SasRecEncoder.SHAPE, shape.shape());
    EncoderWeights.put(trunk, frozen);
    return new FrozenEncoder(items.value(), frozen);
  }
}
