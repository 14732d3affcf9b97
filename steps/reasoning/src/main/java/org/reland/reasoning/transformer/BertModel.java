package org.reland.reasoning.transformer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.reland.kit.error.BadDataException;
import org.reland.linalg.Attention;
import org.reland.linalg.Gelu;
import org.reland.linalg.LayerNorm;
import org.reland.linalg.Linear;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;

/**
 * The forward pass of BERT (Devlin et al., NAACL 2019; the names of its tensors are those of the
 * transformers library). Sequences of any lengths lie one after the other in one matrix, so nothing
 * is ever padded.
 */
final class BertModel {
  private final BertConfig config;
  private final Matrix words;
  private final Matrix positions;
  private final LayerNorm embedded;
  private final List<Layer> layers;

  private record Layer(
      Linear projections,
      Linear attended,
      LayerNorm afterAttention,
      Linear intermediate,
      Linear output,
      LayerNorm afterOutput) {}

  private BertModel(
      BertConfig config, Matrix words, Matrix positions, LayerNorm embedded, List<Layer> layers) {
    this.config = config;
    this.words = words;
    this.positions = positions;
    this.embedded = embedded;
    this.layers = layers;
  }

  static BertModel load(ModelFolder folder, BertConfig config, Parallel parallel)
      throws IOException {
    try (SafeTensors file = SafeTensors.open(folder.file(ModelFolder.WEIGHTS))) {
      Source source =
          new Source(file, file.has("bert." + Source.WORDS) ? "bert." : "", config, parallel);
      int d = config.hidden();
      Matrix words = source.matrix(Source.WORDS, config.tokens(), d);
      Matrix positions =
          source.matrix("embeddings.position_embeddings.weight", config.positions(), d);
      // A single text is of type 0 throughout: its vector goes into the positions' once for all.
      Matrix types = source.matrix("embeddings.token_type_embeddings.weight", config.types(), d);
      for (int p = 0; p < positions.rows(); p++) {
        for (int c = 0; c < d; c++) {
          positions.set(p, c, positions.get(p, c) + types.get(0, c));
        }
      }
      List<Layer> layers = new ArrayList<>();
      for (int i = 0; i < config.layers(); i++) {
        layers.add(source.layer("encoder.layer." + i + "."));
      }
      return new BertModel(
          config, words, positions, source.norm("embeddings.LayerNorm"), List.copyOf(layers));
    }
  }

  BertConfig config() {
    return config;
  }

  /**
   * The last layer's vectors.
   *
   * @param ids tokens of all sequences
   * @param starts where the sequences begin, then the number of tokens
   * @return tokens x hidden
   */
  Matrix forward(int[] ids, int[] starts, Parallel parallel) {
    Matrix x = embed(ids, starts);
    embedded.apply(x, parallel);
    for (Layer layer : layers) {
      Matrix projections = layer.projections.apply(x, parallel);
      Matrix mixed = Attention.apply(projections, starts, config.heads(), parallel);
      Matrix attended = layer.attended.apply(mixed, parallel);
      add(x, attended);
      layer.afterAttention.apply(attended, parallel);
      Matrix middle = layer.intermediate.apply(attended, parallel);
      Gelu.apply(middle, parallel);
      Matrix output = layer.output.apply(middle, parallel);
      add(attended, output);
      layer.afterOutput.apply(output, parallel);
      x = output;
    }
    return x;
  }

  private Matrix embed(int[] ids, int[] starts) {
    int d = config.hidden();
    Matrix x = new Matrix(ids.length, d);
    for (int s = 0; s + 1 < starts.length; s++) {
      for (int t = starts[s]; t < starts[s + 1]; t++) {
        int word = ids[t] * d;
        int position = (t - starts[s]) * d;
        for (int c = 0; c < d; c++) {
          x.data()[t * d + c] = words.data()[word + c] + positions.data()[position + c];
        }
      }
    }
    return x;
  }

  private static void add(Matrix x, Matrix to) {
    float[] from = x.data();
    float[] sum = to.data();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += from[i];
    }
  }

  /** Reads layers by their names. */
  private record Source(SafeTensors file, String prefix, BertConfig config, Parallel parallel) {
    static final String WORDS = "embeddings.word_embeddings.weight";

    Layer layer(String name) throws IOException {
      int d = config.hidden();
      return new Layer(
          projections(name + "attention.self."),
          linear(name + "attention.output.dense", d, d),
          norm(name + "attention.output.LayerNorm"),
          linear(name + "intermediate.dense", config.intermediate(), d),
          linear(name + "output.dense", d, config.intermediate()),
          norm(name + "output.LayerNorm"));
    }

    Matrix matrix(String name, int rows, int cols) throws IOException {
      if ((long) rows * cols > Integer.MAX_VALUE / Float.BYTES) {
        throw new BadDataException(
            "tensor %s of %,d x %,d is too large".formatted(name, rows, cols));
      }
      return Matrix.of(file.read(prefix + name, rows, cols), rows, cols);
    }

    /** Queries, keys and values as one layer. */
    private Linear projections(String name) throws IOException {
      int d = config.hidden();
      Matrix weight = new Matrix(3 * d, d);
      float[] bias = new float[3 * d];
      int part = 0;
      for (String which : List.of("query", "key", "value")) {
        Matrix one = matrix(name + which + ".weight", d, d);
        System.arraycopy(one.data(), 0, weight.data(), part * d * d, d * d);
        System.arraycopy(file.read(prefix + name + which + ".bias", d), 0, bias, part * d, d);
        part++;
      }
      return Linear.of(weight, bias, parallel);
    }

    private Linear linear(String name, int outputs, int inputs) throws IOException {
      Matrix weight = matrix(name + ".weight", outputs, inputs);
      return Linear.of(weight, file.read(prefix + name + ".bias", outputs), parallel);
    }

    LayerNorm norm(String name) throws IOException {
      int d = config.hidden();
      return new LayerNorm(
          file.read(prefix + name + ".weight", d),
          file.read(prefix + name + ".bias", d),
          config.epsilon());
    }
  }
}
