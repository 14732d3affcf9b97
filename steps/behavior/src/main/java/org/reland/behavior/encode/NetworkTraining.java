package org.reland.behavior.encode;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.reland.kit.error.ConfigurationException;
import org.reland.neural.Weight;

/**
 * Trains an {@link EncoderNetwork} epoch by epoch. Every epoch has a random stream of its own, so
 * that training goes on from a checkpoint as if it had never stopped.
 */
final class NetworkTraining implements EncoderTraining {
  private final EncoderNetwork network;
  private final IntFunction<? extends RandomGenerator> randomOfEpoch;
  private final String learningRate;
  private int epoch;
  private double loss = Double.NaN;

  /**
   * Of a network that is at its start.
   *
   * @param randomOfEpoch the random stream of each epoch, counted from 1
   * @param learningRate the setting that is to blame where the loss is no number, and its value
   */
  NetworkTraining(
      EncoderNetwork network,
      IntFunction<? extends RandomGenerator> randomOfEpoch,
      String learningRate) {
    this.network = network;
    this.randomOfEpoch = randomOfEpoch;
    this.learningRate = learningRate;
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
    loss = network.trainEpoch(randomOfEpoch.apply(epoch));
    if (!Double.isFinite(loss)) {
      throw new ConfigurationException(
          "the loss of the behavior encoder is %s in epoch %d: %s is too large; try a tenth of it"
              .formatted(loss, epoch, learningRate));
    }
  }

  @Override
  public FrozenEncoder freeze() {
    return network.freeze();
  }

  @Override
  public byte[] checkpoint() {
    List<Weight> weights = network.weights();
    float[] parameters = new float[size(weights)];
    float[] firstMoment = new float[parameters.length];
    float[] secondMoment = new float[parameters.length];
    int at = 0;
    for (Weight weight : weights) {
      int length = length(weight);
      System.arraycopy(weight.value().data(), 0, parameters, at, length);
      System.arraycopy(weight.adam().firstMoment(), 0, firstMoment, at, length);
      System.arraycopy(weight.adam().secondMoment(), 0, secondMoment, at, length);
      at += length;
    }
    int steps = weights.getFirst().adam().steps();
    return new Checkpoint(epoch, loss, steps, parameters, firstMoment, secondMoment).toBytes();
  }

  @Override
  public boolean restore(byte[] bytes) {
    Optional<Checkpoint> found = Checkpoint.of(bytes, size(network.weights()));
    found.ifPresent(this::restore);
    return found.isPresent();
  }

  private void restore(Checkpoint checkpoint) {
    epoch = checkpoint.epoch();
    loss = checkpoint.loss();
    int at = 0;
    for (Weight weight : network.weights()) {
      int length = length(weight);
      System.arraycopy(checkpoint.parameters(), at, weight.value().data(), 0, length);
      weight
          .adam()
          .restore(
              Arrays.copyOfRange(checkpoint.firstMoment(), at, at + length),
              Arrays.copyOfRange(checkpoint.secondMoment(), at, at + length),
              checkpoint.steps());
      at += length;
    }
  }

  private static int size(List<Weight> weights) {
    return weights.stream().mapToInt(NetworkTraining::length).reduce(0, Math::addExact);
  }

  private static int length(Weight weight) {
    return weight.value().data().length;
  }
}
