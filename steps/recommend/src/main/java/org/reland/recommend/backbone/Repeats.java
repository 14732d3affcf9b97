package org.reland.recommend.backbone;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.Matrix;
import org.reland.linalg.SparseBias;
import org.reland.neural.Packing;
import org.reland.neural.Weight;
import org.reland.recommend.data.Histories;

/**
 * How likely it is that somebody takes again what is in the own history already: one learned number
 * on the logits of these items. Without it a sequence's vector, which resembles the vectors of its
 * own items, has to be bent away from them where nobody buys a thing twice. It is learned from
 * training interactions like any other weight, and may as well come out above 0 (music, groceries).
 */
final class Repeats {
  private static final String BIAS = "repeat.bias";

  /** It moves alone, and as far as logits do: by a larger step than the entries of a vector. */
  private static final double PACE = 10;

  private final Weight bias;

  Repeats(double learningRate) {
    bias = Weight.of(BIAS, new Matrix(1, 1), PACE * learningRate);
  }

  List<Weight> weights() {
    return List.of(bias);
  }

  float value() {
    return bias.value().get(0, 0);
  }

  /**
   * The bias on the logits of a batch.
   *
   * @param batch users, one a sequence
   * @param first the position in the user's history at which each sequence begins
   */
  SparseBias of(Histories train, int[] batch, int[] first, Packing packing) {
    int[] pointers = new int[packing.rows() + 1];
    int[] items = new int[1024];
    for (int s = 0; s < batch.length; s++) {
      // What is known after t items is a beginning of what is known in the end.
      int[] history = train.items(batch[s], 0, first[s] + packing.length(s));
      int[] known = new int[history.length];
      int[] knownAfter = new int[history.length + 1];
      Set<Integer> seen = new HashSet<>();
      for (int t = 0; t < history.length; t++) {
        int count = knownAfter[t];
        if (seen.add(history[t])) {
          known[count++] = history[t];
        }
        knownAfter[t + 1] = count;
      }
      for (int t = 0; t < packing.length(s); t++) {
        int row = packing.from(s) + t;
        int count = knownAfter[first[s] + t + 1];
        int at = pointers[row];
        pointers[row + 1] = at + count;
        if (items.length < at + count) {
          items = Arrays.copyOf(items, 2 * (at + count));
        }
        System.arraycopy(known, 0, items, at, count);
      }
    }
    return new SparseBias(value(), pointers, items);
  }

  /** Takes the gradient that a loss has left behind. */
  void backward(SparseBias ofBatch) {
    bias.gradient().set(0, 0, (float) ofBatch.gradient());
  }

  void addTo(Map<String, Matrix> model) {
    model.put(BIAS, bias.value());
  }

  /** That of a model artifact; null where it has none. */
  static @Nullable Float in(Map<String, Matrix> model) {
    @Nullable Matrix bias = model.get(BIAS);
    return bias == null ? null : bias.get(0, 0);
  }
}
