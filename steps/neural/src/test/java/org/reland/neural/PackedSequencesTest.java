package org.reland.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;

/** Packing is exact: together with others, a sequence comes to what it comes to alone. */
final class PackedSequencesTest {
  private static final int D = 8;

  @Test
  void aTransformerGivesEverySequenceWhatItGivesItAlone() {
    for (boolean normFirst : new boolean[] {false, true}) {
      var random = new SplittableRandom(4);
      Trunk trunk = new Trunk(D, 9, 2, 2, 16, normFirst, 0.5, 0.5, 0.3, 1e-3);
      Transformer layer = new Transformer("t", trunk, random, Parallel.serial());
      alone((x, packing) -> layer.forward(x, packing, null), D);
    }
  }

  @Test
  void aGruGivesEverySequenceWhatItGivesItAlone() {
    Gru layer = new Gru("g", D, 5, 1e-3, new SplittableRandom(4), Parallel.serial());
    alone(layer::forward, 5);
  }

  /** And a row sees nothing of the rows after it. */
  private static void alone(BiFunction<Matrix, Packing, Matrix> forward, int outputs) {
    var random = new SplittableRandom(1);
    int[] lengths = {4, 1, 9, 2, 2, 9};
    Packing packing = Packing.of(lengths);
    Matrix x = Initial.normal(packing.rows(), D, 1, random);
    Matrix together = forward.apply(x, packing);
    for (int s = 0; s < lengths.length; s++) {
      for (int length = 1; length <= lengths[s]; length++) {
        Matrix part = new Matrix(length, D);
        System.arraycopy(x.data(), packing.from(s) * D, part.data(), 0, length * D);
        Matrix result = forward.apply(part, Packing.of(new int[] {length}));
        assertArrayEquals(
            together.row(packing.from(s) + length - 1), result.row(length - 1), 1e-5f);
      }
    }
    assertEquals(outputs, together.cols());
  }

  @Test
  void theBytesAreTheSameForAnyNumberOfThreads() {
    List<float[]> results = new ArrayList<>();
    for (int threads : new int[] {1, 2, 5}) {
      try (Parallel parallel = Parallel.of(threads)) {
        var random = new SplittableRandom(8);
        Trunk trunk = new Trunk(16, 12, 2, 4, 32, true, 0.2, 0.2, 0.1, 1e-3);
        Transformer layer = new Transformer("t", trunk, random, parallel);
        Packing packing = Packing.of(new int[] {12, 3, 5, 7, 1, 12, 9, 9, 2, 4});
        Matrix x = Initial.normal(packing.rows(), 16, 1, random);
        Matrix out = layer.forward(x, packing, new SplittableRandom(2));
        results.add(out.data());
        results.add(layer.backward(out).data());
      }
    }
    for (int i = 2; i < results.size(); i++) {
      assertArrayEquals(results.get(i % 2), results.get(i));
    }
  }

  @Test
  void anEmptySequenceIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Packing.of(new int[] {2, 0}));
  }
}
