package org.reland.recommend.data;

/** One cell of the training matrix. */
public record Cell(String backbone, String variant, int repetition) {
  /** How messages call it. */
  @Override
  public String toString() {
    return "%s / %s / %d".formatted(backbone, variant, repetition);
  }
}
