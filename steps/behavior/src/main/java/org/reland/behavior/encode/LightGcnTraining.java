package org.reland.behavior.encode;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.reland.kit.error.ConfigurationException;
import org.reland.linalg.Adam;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.Xavier;

/**
 * Trains a {@link LightGcn} epoch by epoch. Every epoch has a random stream of its own, so that
 * training goes on from a checkpoint as if it had never stopped.
 */
final class LightGcnTraining implements EncoderTraining {
  private final EncodeConfig config;
  private final TrainingPairs pairs;
  private final IntFunction<? extends RandomGenerator> randomOfEpoch;
  private final Parallel parallel;
  private final LightGcn model;
  private final Adam adam;
  private final Matrix gradient;
  private int epoch;
  private double loss = Double.NaN;

  /**
   * Starts from a Xavier-uniform initialisation.
   *
   * @param randomOfEpoch the random stream of each epoch, counted from 1; 0 is the initialisation's
   */
  LightGcnTraining(
      EncodeConfig config,
      TrainingPairs pairs,
      IntFunction<? extends RandomGenerator> randomOfEpoch,
      Parallel parallel) {
    this.config = config;
    this.pairs = pairs;
    this.randomOfEpoch = randomOfEpoch;
    this.parallel = parallel;
    Matrix ego = new Matrix(pairs.users() + pairs.items(), config.dimensions());
    RandomGenerator random = randomOfEpoch.apply(0);
    Xavier.fill(ego, 0, pairs.users(), random);
    Xavier.fill(ego, pairs.users(), ego.rows(), random);
    this.model = new LightGcn(pairs, ego, config.layers(), config.regularization(), parallel);
    this.adam = new Adam(ego.data().length, config.learningRate(), 0.9, 0.999, 1e-8);
    this.gradient = new Matrix(ego.rows(), ego.cols());
  }

  LightGcn model() {
    return model;
  }

  @Override
  public int epoch() {
    return epoch;
  }

  @Override
  public double loss() {
    return loss;
  }

  @Override
  public void runEpoch() {
    epoch++;
    Triples triples = Triples.draw(pairs, randomOfEpoch.apply(epoch));
    double sum = 0;
    for (int from = 0; from < triples.size(); from += config.batchSize()) {
      int to = Math.min(triples.size(), from + config.batchSize());
      double batchLoss =
          model.lossAndGradient(
              Arrays.copyOfRange(triples.users(), from, to),
              Arrays.copyOfRange(triples.positives(), from, to),
              Arrays.copyOfRange(triples.negatives(), from, to),
              gradient);
      if (!Double.isFinite(batchLoss)) {
        throw new ConfigurationException(
            "the loss of the behavior encoder is %s in epoch %d: encode.learning_rate (now %s) is too large; try a tenth of it"
                .formatted(batchLoss, epoch, config.learningRate()));
      }
      sum += batchLoss * (to - from);
      adam.step(model.ego().data(), gradient.data(), parallel);
    }
    loss = triples.size() == 0 ? 0 : sum / triples.size();
  }

  @Override
  public byte[] checkpoint() {
    return new Checkpoint(
            epoch, loss, adam.steps(), model.ego().data(), adam.firstMoment(), adam.secondMoment())
        .toBytes();
  }

  /** The items' propagated embeddings; a user's vector needs nothing else. */
  @Override
  public FrozenEncoder freeze() {
    Matrix all = model.propagate();
    int d = all.cols();
    Matrix items = new Matrix(pairs.items(), d);
    System.arraycopy(all.data(), pairs.users() * d, items.data(), 0, items.data().length);
    return new FrozenEncoder(items, Map.of());
  }

  @Override
  public boolean restore(byte[] bytes) {
    Optional<Checkpoint> found = Checkpoint.of(bytes, model.ego().data().length);
    found.ifPresent(this::restore);
    return found.isPresent();
  }

  private void restore(Checkpoint checkpoint) {
    epoch = checkpoint.epoch();
    loss = checkpoint.loss();
    System.arraycopy(
        checkpoint.parameters(), 0, model.ego().data(), 0, checkpoint.parameters().length);
    adam.restore(checkpoint.firstMoment(), checkpoint.secondMoment(), checkpoint.steps());
  }
}
