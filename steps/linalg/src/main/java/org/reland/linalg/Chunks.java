package org.reland.linalg;

/**
 * Cuts 0 .. size into pieces of equal length; the cut depends on the sizes alone, never on the
 * threads.
 */
record Chunks(int size, int length) {
  int count() {
    return (size + length - 1) / length;
  }

  int from(int chunk) {
    return chunk * length;
  }

  int to(int chunk) {
    return Math.min(size, from(chunk) + length);
  }
}
