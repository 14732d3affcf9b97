package org.reland.behavior.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.kit.error.ConfigurationException;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;

final class LightGcnTest {
  /** Three users, four items; item 3 is nobody's. */
  private static final TrainingPairs PAIRS =
      new TrainingPairs(
          4, new int[] {0, 2, 3, 6}, new int[] {0, 0, 1, 2, 2, 2}, new int[] {0, 1, 1, 0, 1, 2});

  private static Matrix randomEgo(int dimensions) {
    Matrix ego = new Matrix(7, dimensions);
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < ego.data().length; i++) {
      ego.data()[i] = (float) random.nextDouble(-1, 1);
    }
    return ego;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void theGradientIsThatOfFiniteDifferences(int layers) {
    Matrix ego = randomEgo(5);
    LightGcn model = new LightGcn(PAIRS, ego, layers, 0.3, Parallel.serial());
    int[] users = {0, 2, 1, 2};
    int[] positives = {1, 2, 1, 0};
    int[] negatives = {3, 3, 0, 3};
    Matrix gradient = new Matrix(7, 5);
    Matrix ignored = new Matrix(7, 5);
    model.lossAndGradient(users, positives, negatives, gradient);
    for (int i = 0; i < ego.data().length; i++) {
      float x = ego.data()[i];
      float step = 1f / 256;
      ego.data()[i] = x + step;
      double above = model.lossAndGradient(users, positives, negatives, ignored);
      ego.data()[i] = x - step;
      double below = model.lossAndGradient(users, positives, negatives, ignored);
      ego.data()[i] = x;
      assertEquals((above - below) / (2 * step), gradient.data()[i], 2e-4, "parameter " + i);
    }
  }

  @Test
  void anEpochHoldsEveryPairOnceWithAnItemTheUserDoesNotHave() {
    Triples triples = Triples.draw(PAIRS, new SplittableRandom(1));
    assertEquals(PAIRS.size(), triples.size());
    long[] pairs = new long[triples.size()];
    for (int t = 0; t < triples.size(); t++) {
      pairs[t] = 10L * triples.users()[t] + triples.positives()[t];
      assertFalse(PAIRS.contains(triples.users()[t], triples.negatives()[t]));
    }
    Arrays.sort(pairs);
    assertArrayEquals(new long[] {0, 1, 11, 20, 21, 22}, pairs);
  }

  @Test
  void aUserThatHasEverythingIsLeftOut() {
    TrainingPairs pairs =
        new TrainingPairs(2, new int[] {0, 2, 3}, new int[] {0, 0, 1}, new int[] {0, 1, 1});
    Triples triples = Triples.draw(pairs, new SplittableRandom(1));
    assertArrayEquals(new int[] {1}, triples.users());
    assertArrayEquals(new int[] {0}, triples.negatives());
  }

  @Test
  void trainingLowersTheLossAndGoesOnFromACheckpointWithTheSameBits() {
    LightGcnTraining whole = training(0.05);
    whole.runEpoch();
    double first = whole.loss();
    for (int epoch = 1; epoch < 30; epoch++) {
      whole.runEpoch();
    }
    assertTrue(whole.loss() < 0.5 * first, first + " then " + whole.loss());

    LightGcnTraining stopped = training(0.05);
    for (int epoch = 0; epoch < 11; epoch++) {
      stopped.runEpoch();
    }
    LightGcnTraining resumed = training(0.05);
    assertTrue(resumed.restore(stopped.checkpoint()));
    assertEquals(11, resumed.epoch());
    while (resumed.epoch() < 30) {
      resumed.runEpoch();
    }
    assertArrayEquals(whole.model().ego().data(), resumed.model().ego().data());
    assertArrayEquals(whole.checkpoint(), resumed.checkpoint());
  }

  @Test
  void bytesThatAreNoCheckpointOfThisTrainingChangeNothing() {
    byte[] own = training(0.05).checkpoint();
    byte[] foreign = new byte[own.length];
    new SplittableRandom(7).nextBytes(foreign);
    LightGcnTraining training = training(0.05);
    assertFalse(training.restore(new byte[0]));
    assertFalse(training.restore(Arrays.copyOf(own, own.length - 1)));
    assertFalse(training.restore(foreign));
    assertTrue(Checkpoint.of(own, training.model().ego().data().length + 1).isEmpty());
    assertArrayEquals(own, training.checkpoint());
  }

  @Test
  void aLossThatIsNoNumberIsTheLearningRatesFault() {
    LightGcnTraining training = training(0.05);
    training.model().ego().set(0, 0, Float.NaN);
    ConfigurationException e = assertThrows(ConfigurationException.class, training::runEpoch);
    assertTrue(e.getMessage().contains("encode.learning_rate"), e.getMessage());
  }

  private static LightGcnTraining training(double rate) {
    return new LightGcnTraining(
        EncoderSettings.of(
            Map.of(
                "dimensions",
                8,
                "epochs",
                30,
                "batch_size",
                4,
                "learning_rate",
                rate,
                "regularization",
                1e-5)),
        PAIRS,
        epoch -> new SplittableRandom(100 + epoch),
        Parallel.serial());
  }
}
