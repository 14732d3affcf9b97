package org.reland.neural;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;

/** Every layer's gradient against differences of its forward pass, dropout included. */
final class LayerGradientTest {
  private static final Parallel PARALLEL = Parallel.of(2);
  private static final Packing SEQUENCES = Packing.of(new int[] {3, 1, 7, 2, 7});

  private final SplittableRandom random = new SplittableRandom(3);

  @AfterAll
  static void close() {
    PARALLEL.close();
  }

  private Matrix rows(int count, int cols) {
    return Initial.normal(count, cols, 1, random);
  }

  @Test
  void linear() {
    Linear layer = new Linear("l", rows(5, 7), 1e-3, PARALLEL);
    new GradientCheck(layer, layer::forward).at(rows(9, 5));
  }

  @Test
  void norm() {
    LayerNorm layer = new LayerNorm("n", 6, 1e-3);
    new GradientCheck(layer, layer::forward).at(rows(4, 6));
  }

  @Test
  void feedForward() {
    FeedForward layer = new FeedForward("f", trunk(false, 0), random, PARALLEL);
    new GradientCheck(layer, layer::forward).at(rows(6, 8));
  }

  @ParameterizedTest
  @CsvSource({"0", "0.3"})
  void attention(double dropout) {
    CausalSelfAttention layer =
        new CausalSelfAttention("a", trunk(false, dropout), random, PARALLEL);
    new GradientCheck(layer, x -> layer.forward(x, SEQUENCES, masks(dropout)))
        .at(rows(SEQUENCES.rows(), 8));
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 0", "false, 0.4", "true, 0.4"})
  void transformer(boolean normFirst, double dropout) {
    Transformer layer = new Transformer("t", trunk(normFirst, dropout), random, PARALLEL);
    new GradientCheck(layer, x -> layer.forward(x, SEQUENCES, masks(dropout)))
        .at(rows(SEQUENCES.rows(), 8));
  }

  @Test
  void gru() {
    Gru layer = new Gru("g", 4, 6, 1e-3, random, PARALLEL);
    new GradientCheck(layer, x -> layer.forward(x, SEQUENCES)).at(rows(SEQUENCES.rows(), 4));
  }

  /** The same masks each time. */
  private static @Nullable SplittableRandom masks(double dropout) {
    return dropout == 0 ? null : new SplittableRandom(11);
  }

  private static Trunk trunk(boolean normFirst, double dropout) {
    return new Trunk(8, 7, 2, 2, 16, normFirst, dropout, dropout, 0.3, 1e-3);
  }
}
