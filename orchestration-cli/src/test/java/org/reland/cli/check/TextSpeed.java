package org.reland.cli.check;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.reland.linalg.Linear;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.reasoning.transformer.SentenceEncoder;

/**
 * How many texts a core encodes in a second, and how many it would if there were nothing to do but
 * the products of MiniLM-L6's dense layers; in turn, in the CPU time of one thread.
 */
final class TextSpeed {
  private static final int ROUNDS = 7;

  /** Tokens of a text, on the average of those that are timed. */
  private static final int TOKENS = 76;

  private static final int TEXTS = 100;

  /** Outputs and inputs of a layer's dense parts: projections, attended, intermediate, output. */
  private static final int[][] SHAPES = {{1152, 384}, {384, 384}, {1536, 384}, {384, 1536}};

  private static final int LAYERS = 6;

  /** Rows that the encoder hands to a layer at once, about. */
  private static final int ROWS = 512;

  private TextSpeed() {}

  static void print(SentenceEncoder encoder, List<String> texts) {
    List<String> usual = usual(encoder, texts);
    int tokens = usual.stream().mapToInt(text -> encoder.tokens(text).length).sum();
    Matrix[] inputs = new Matrix[SHAPES.length];
    Linear[] layers = new Linear[SHAPES.length];
    for (int s = 0; s < SHAPES.length; s++) {
      inputs[s] = new Matrix(ROWS, SHAPES[s][1]);
      Matrix weight = new Matrix(SHAPES[s][0], SHAPES[s][1]);
      layers[s] = Linear.of(weight, new float[SHAPES[s][0]], Parallel.serial());
    }
    double most = 0;
    double bare = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double encoded = usual.size() / seconds(() -> encoder.encode(usual));
      double product = ROWS * 10.0 / seconds(() -> products(layers, inputs));
      product *= (double) usual.size() / tokens;
      System.out.printf(
          "round %d: %.1f texts a core-second, bare products %.1f%n", round + 1, encoded, product);
      most = Math.max(most, encoded);
      bare = Math.max(bare, product);
    }
    System.out.printf(
        "best: %.1f texts a core-second, of %.0f tokens on the average; bare products %.1f (%.0f"
            + " GFLOP/s); ratio %.2f%n",
        most,
        (double) tokens / usual.size(),
        bare,
        bare * flops(tokens / usual.size()),
        most / bare);
  }

  /** The texts nearest to that length, the lengths in balance. */
  private static List<String> usual(SentenceEncoder encoder, List<String> texts) {
    List<String> chosen = new ArrayList<>();
    long sum = 0;
    for (String text : texts) {
      int length = encoder.tokens(text).length;
      boolean near = Math.abs(length - TOKENS) < 60;
      boolean balances = sum > (long) TOKENS * chosen.size() ? length <= TOKENS : length >= TOKENS;
      if (near && balances && chosen.size() < TEXTS) {
        chosen.add(text);
        sum += length;
      }
    }
    return chosen;
  }

  /** Ten times a batch through the dense layers of the whole model. */
  private static void products(Linear[] layers, Matrix[] inputs) {
    for (int i = 0; i < 10 * LAYERS; i++) {
      for (int s = 0; s < layers.length; s++) {
        layers[s].apply(inputs[s], Parallel.serial());
      }
    }
  }

  /** Of the dense layers for a text, in units of 1e9. */
  private static double flops(int tokens) {
    double weights = 0;
    for (int[] shape : SHAPES) {
      weights += (double) shape[0] * shape[1];
    }
    return 2 * weights * LAYERS * tokens / 1e9;
  }

  private static double seconds(Runnable work) {
    long from = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    work.run();
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - from) / 1e9;
  }
}
