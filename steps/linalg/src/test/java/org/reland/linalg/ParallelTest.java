package org.reland.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class ParallelTest {
  @Test
  void everyChunkRunsOnceEvenWhenNested() {
    AtomicIntegerArray runs = new AtomicIntegerArray(40 * 50);
    try (Parallel three = Parallel.of(3)) {
      three.forEach(40, i -> three.forEach(50, j -> runs.incrementAndGet(i * 50 + j)));
    }
    for (int i = 0; i < runs.length(); i++) {
      assertEquals(1, runs.get(i));
    }
  }

  @Test
  void aFailureReachesTheCaller() {
    try (Parallel two = Parallel.of(2)) {
      Exception e =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  two.forEach(
                      100,
                      i -> {
                        if (i == 37) {
                          throw new IllegalArgumentException("chunk 37");
                        }
                      }));
      assertEquals("chunk 37", e.getMessage());
    }
  }
}
