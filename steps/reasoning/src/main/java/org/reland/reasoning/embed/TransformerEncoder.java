package org.reland.reasoning.embed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;
import org.reland.reasoning.transformer.SentenceEncoder;

/**
 * A sentence encoder that was trained elsewhere, as the paper's BERT was. The items' texts give it
 * the mean that is taken off, no more.
 */
final class TransformerEncoder implements TextEncoder {
  static final String NAME = "transformer";

  private final SentenceEncoder model;
  private final float[] centre;

  /** The texts of the items and their vectors: asked for twice, and not cheap. */
  private final List<String> itemTexts;

  private final Matrix itemVectors;

  private TransformerEncoder(SentenceEncoder model, List<String> itemTexts) {
    this.model = model;
    this.itemTexts = List.copyOf(itemTexts);
    this.itemVectors = model.encode(itemTexts);
    this.centre = new float[model.dimensions()];
  }

  /** Loads the model. */
  static TransformerEncoder fit(
      EmbedConfig config, List<String> texts, RandomGenerator random, Parallel parallel)
      throws IOException {
    TransformerEncoder encoder =
        new TransformerEncoder(
            SentenceEncoder.load(Path.of(config.modelFolder()), parallel), texts);
    if (config.centred()) {
      encoder.takeMean();
    }
    return encoder;
  }

  /** The mean direction of the texts that have a word. */
  private void takeMean() {
    double[] sum = new double[centre.length];
    int known = 0;
    for (int r = 0; r < itemVectors.rows(); r++) {
      if (hasWord(itemTexts.get(r))) {
        known++;
        for (int c = 0; c < sum.length; c++) {
          sum[c] += itemVectors.get(r, c);
        }
      }
    }
    for (int c = 0; c < sum.length && known > 0; c++) {
      centre[c] = (float) (sum[c] / known);
    }
  }

  @Override
  public int dimensions() {
    return centre.length;
  }

  @Override
  public Matrix encode(List<String> texts) {
    Matrix vectors = texts.equals(itemTexts) ? itemVectors.copy() : model.encode(texts);
    for (int r = 0; r < vectors.rows(); r++) {
      boolean known = hasWord(texts.get(r));
      for (int c = 0; c < centre.length; c++) {
        vectors.set(r, c, known ? vectors.get(r, c) - centre[c] : 0);
      }
    }
    VectorOps.normalizeRows(vectors);
    return vectors;
  }

  private static boolean hasWord(String text) {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }
}
