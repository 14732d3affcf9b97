package org.reland.behavior.encode;

import java.util.Map;
import org.reland.linalg.Matrix;

/**
 * What is kept of a trained encoder.
 *
 * @param items a row for each item of the training's ingest, by dense id
 * @param weights what else it needs, by name; see {@link EncoderWeights}
 */
record FrozenEncoder(Matrix items, Map<String, Matrix> weights) {}
