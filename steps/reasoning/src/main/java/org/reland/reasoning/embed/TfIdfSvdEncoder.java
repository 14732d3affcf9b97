package org.reland.reasoning.embed;

import java.util.List;
import java.util.random.RandomGenerator;
import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.TruncatedSvd;
import org.reland.linalg.VectorOps;

/**
 * Latent semantic analysis (Deerwester et al., JASIS 1990): TF-IDF vectors projected on the
 * strongest singular directions of the texts that it was fitted on, so that words which occur
 * together count as related. Needs no model file and fits in seconds.
 */
final class TfIdfSvdEncoder implements TextEncoder {
  private final TfIdf tfIdf;
  private final Matrix projection;
  private final float[] centre;
  private final Parallel parallel;

  private TfIdfSvdEncoder(TfIdf tfIdf, Matrix projection, float[] centre, Parallel parallel) {
    this.tfIdf = tfIdf;
    this.projection = projection;
    this.centre = centre;
    this.parallel = parallel;
  }

  /** Fits the encoder on texts. */
  static TfIdfSvdEncoder fit(
      EmbedConfig config, List<String> texts, RandomGenerator random, Parallel parallel) {
    TfIdf tfIdf = TfIdf.fit(texts, config.minItems(), config.bigrams());
    CsrMatrix weights = tfIdf.weigh(texts);
    int rank = Math.min(config.dimensions(), Math.min(weights.rows(), weights.cols()));
    Matrix projection = new Matrix(weights.cols(), Math.max(rank, 1));
    if (rank > 0) {
      projection = TruncatedSvd.of(weights, rank, random, parallel).rightVectors();
    }
    float[] centre = new float[projection.cols()];
    TfIdfSvdEncoder encoder = new TfIdfSvdEncoder(tfIdf, projection, centre, parallel);
    if (config.centred()) {
      encoder.takeMean(weights);
    }
    return encoder;
  }

  /** The mean direction of the texts that have a known word. */
  private void takeMean(CsrMatrix weights) {
    Matrix vectors = project(weights);
    VectorOps.normalizeRows(vectors);
    double[] sum = new double[centre.length];
    int known = 0;
    for (int r = 0; r < vectors.rows(); r++) {
      if (isKnown(weights, r)) {
        known++;
        for (int c = 0; c < sum.length; c++) {
          sum[c] += vectors.get(r, c);
        }
      }
    }
    for (int c = 0; c < sum.length && known > 0; c++) {
      centre[c] = (float) (sum[c] / known);
    }
  }

  @Override
  public int dimensions() {
    return projection.cols();
  }

  @Override
  public Matrix encode(List<String> texts) {
    CsrMatrix weights = tfIdf.weigh(texts);
    Matrix vectors = project(weights);
    VectorOps.normalizeRows(vectors);
    for (int r = 0; r < vectors.rows(); r++) {
      for (int c = 0; c < centre.length && isKnown(weights, r); c++) {
        vectors.set(r, c, vectors.get(r, c) - centre[c]);
      }
    }
    VectorOps.normalizeRows(vectors);
    return vectors;
  }

  private Matrix project(CsrMatrix weights) {
    Matrix vectors = new Matrix(weights.rows(), projection.cols());
    weights.multiply(projection, vectors, parallel);
    return vectors;
  }

  private static boolean isKnown(CsrMatrix weights, int row) {
    return weights.rowPointers()[row] < weights.rowPointers()[row + 1];
  }
}
