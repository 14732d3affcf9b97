package org.reland.behavior.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reland.kit.error.ConfigurationException;
import org.reland.linalg.Parallel;
import org.reland.neural.Weight;

final class NetworkTrainingTest {
  private static final int ITEMS = 12;

  /** Everybody goes through the items in a circle, from some item on; the last buys one thing. */
  private static SasRecNetwork network() {
    List<UserHistory> histories =
        IntStream.range(0, 30)
            .mapToObj(
                u ->
                    new UserHistory(
                        u,
                        IntStream.range(0, u == 29 ? 1 : 3 + u % 5)
                            .map(p -> (u + p) % ITEMS)
                            .toArray()))
            .toList();
    return new SasRecNetwork(
        new SasRec(8, 5, 1, 2, 0.1, 1e-2),
        8,
        ITEMS,
        histories,
        new SplittableRandom(1),
        Parallel.serial());
  }

  private static NetworkTraining training(EncoderNetwork network) {
    return new NetworkTraining(
        network, epoch -> new SplittableRandom(100 + epoch), "encode.sasrec_learning_rate (now 1)");
  }

  @Test
  void trainingLowersTheLossAndGoesOnFromACheckpointWithTheSameBits() {
    NetworkTraining whole = training(network());
    whole.runEpoch();
    double first = whole.loss();
    while (whole.epoch() < 30) {
      whole.runEpoch();
    }
    assertTrue(whole.loss() < 0.5 * first, first + " then " + whole.loss());

    NetworkTraining stopped = training(network());
    while (stopped.epoch() < 11) {
      stopped.runEpoch();
    }
    NetworkTraining resumed = training(network());
    assertTrue(resumed.restore(stopped.checkpoint()));
    assertEquals(11, resumed.epoch());
    while (resumed.epoch() < 30) {
      resumed.runEpoch();
    }
    assertArrayEquals(whole.checkpoint(), resumed.checkpoint());
  }

  @Test
  void bytesThatAreNoCheckpointOfThisTrainingChangeNothing() {
    NetworkTraining training = training(network());
    byte[] own = training.checkpoint();
    assertFalse(training.restore(new byte[0]));
    assertFalse(training.restore(Arrays.copyOf(own, own.length - 1)));
    assertArrayEquals(own, training.checkpoint());
  }

  @Test
  void aLossThatIsNoNumberIsTheLearningRatesFault() {
    SasRecNetwork network = network();
    network.weights().getFirst().value().set(0, 0, Float.NaN);
    ConfigurationException e =
        assertThrows(ConfigurationException.class, training(network)::runEpoch);
    assertTrue(e.getMessage().contains("encode.sasrec_learning_rate"), e.getMessage());
  }

  /** The gradient of the items' table, at input and at output, by finite differences. */
  @Test
  void theGradientIsThatOfFiniteDifferences() {
    SasRecNetwork network = network();
    List<int[]> batch = List.of(new int[] {3, 4, 5, 3, 6, 7, 8}, new int[] {1, 2});
    network.lossAndGradients(batch, null);
    Weight items = network.weights().getFirst();
    float[] gradient = items.gradient().data().clone();
    float[] values = items.value().data();
    float step = 1f / 512;
    for (int i = 0; i < values.length; i++) {
      float value = values[i];
      values[i] = value + step;
      double above = network.lossAndGradients(batch, null);
      values[i] = value - step;
      double below = network.lossAndGradients(batch, null);
      values[i] = value;
      assertEquals((above - below) / (2 * step), gradient[i], 2e-3, "parameter " + i);
    }
  }
}
