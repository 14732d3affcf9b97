package org.reland.reasoning.transformer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ConfigurationException;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;
import tools.jackson.databind.JsonNode;

/**
 * Texts as vectors by a BERT-shaped model: the mean of the last layer's vectors over a text's
 * tokens, scaled to length 1 (Reimers and Gurevych, EMNLP 2019).
 */
public final class SentenceEncoder {
  /** About how many tokens go through the model at once: their vectors stay in the cache. */
  private static final int TOKENS = 512;

  private final BertModel model;
  private final WordPiece tokenizer;
  private final Sentences sentences;
  private final Parallel parallel;

  /**
   * How texts are treated around the model.
   *
   * @param longest tokens of a text that are read, begin and end included
   * @param lowercase whether capitals go before the tokenizer sees them
   * @param first whether the first token's vector stands for the text, and not the mean
   */
  private record Sentences(int longest, boolean lowercase, boolean first) {}

  private SentenceEncoder(
      BertModel model, WordPiece tokenizer, Sentences sentences, Parallel parallel) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.sentences = sentences;
    this.parallel = parallel;
  }

  /**
   * Loads a model.
   *
   * @throws org.reland.kit.error.UserError where a file is missing or damaged, or asks for
   *     something that cannot be run
   */
  public static SentenceEncoder load(Path path, Parallel parallel) throws IOException {
    ModelFolder folder = new ModelFolder(path);
    BertConfig config = BertConfig.of(folder);
    WordPiece tokenizer = TokenizerFiles.read(folder, config);
    Sentences sentences = sentences(folder, config);
    return new SentenceEncoder(
        BertModel.load(folder, config, parallel), tokenizer, sentences, parallel);
  }

  /** What the vectors of a model hang on: a digest of the files that are read. */
  public static String digest(Path path) throws IOException {
    return new ModelFolder(path).digest();
  }

  private static Sentences sentences(ModelFolder folder, BertConfig config) throws IOException {
    Optional<JsonNode> said = folder.jsonIfThere(ModelFolder.SENTENCES);
    JsonNode length = said.map(s -> s.path("max_seq_length")).orElse(null);
    int longest = config.positions();
    if (length != null && length.isNumber()) {
      longest = Math.min(longest, length.asInt(0));
    }
    if (longest < 2) {
      throw new BadDataException(
          "%s: max_seq_length must be at least 2, is %s"
              .formatted(folder.path().resolve(ModelFolder.SENTENCES), length));
    }
    boolean lowercase = said.map(s -> s.path("do_lower_case").asBoolean(false)).orElse(false);
    boolean first = false;
    Optional<JsonNode> pooling = folder.jsonIfThere(ModelFolder.POOLING);
    if (pooling.isPresent()) {
      List<String> modes =
          pooling.get().properties().stream()
              .filter(e -> e.getKey().startsWith("pooling_mode") && e.getValue().asBoolean(false))
              .map(e -> e.getKey())
              .toList();
      first = modes.equals(List.of("pooling_mode_cls_token"));
      if (!first && !modes.equals(List.of("pooling_mode_mean_tokens"))) {
        throw new ConfigurationException(
            "%s: %s cannot be run; allowed is one of pooling_mode_mean_tokens, pooling_mode_cls_token"
                .formatted(folder.file(ModelFolder.POOLING), modes));
      }
    }
    return new Sentences(longest, lowercase, first);
  }

  public int dimensions() {
    return model.config().hidden();
  }

  /** The tokens of a text, begin and end included, as far as they are read. */
  public int[] tokens(String text) {
    return tokenizer.ids(
        sentences.lowercase ? text.toLowerCase(Locale.ROOT) : text, sentences.longest);
  }

  /**
   * Encodes texts; an empty one too.
   *
   * @return texts x dimensions, rows of length 1; a row's bytes do not depend on the other texts
   */
  public Matrix encode(List<String> texts) {
    int[][] tokens = new int[texts.size()][];
    parallel.forEach(texts.size(), t -> tokens[t] = tokens(texts.get(t)));
    List<Integer> batches = batches(tokens);
    Matrix vectors = new Matrix(texts.size(), dimensions());
    parallel.forEach(
        batches.size() - 1, b -> encode(tokens, batches.get(b), batches.get(b + 1), vectors));
    VectorOps.normalizeRows(vectors);
    return vectors;
  }

  /** Where the batches begin, then the number of texts. */
  private static List<Integer> batches(int[][] tokens) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    int size = 0;
    for (int t = 0; t < tokens.length; t++) {
      if (size >= TOKENS) {
        starts.add(t);
        size = 0;
      }
      size += tokens[t].length;
    }
    if (tokens.length > 0) {
      starts.add(tokens.length);
    }
    return starts;
  }

  private void encode(int[][] tokens, int from, int to, Matrix vectors) {
    int[] starts = new int[to - from + 1];
    for (int t = from; t < to; t++) {
      starts[t - from + 1] = starts[t - from] + tokens[t].length;
    }
    int[] ids = new int[starts[to - from]];
    for (int t = from; t < to; t++) {
      System.arraycopy(tokens[t], 0, ids, starts[t - from], tokens[t].length);
    }
    Matrix last = model.forward(ids, starts, Parallel.serial());
    for (int t = from; t < to; t++) {
      pool(last, starts[t - from], starts[t - from + 1], vectors, t);
    }
  }

  private void pool(Matrix last, int from, int to, Matrix vectors, int row) {
    int d = last.cols();
    int end = sentences.first ? from + 1 : to;
    for (int i = from; i < end; i++) {
      for (int c = 0; c < d; c++) {
        vectors.data()[row * d + c] += last.data()[i * d + c];
      }
    }
    for (int c = 0; c < d; c++) {
      vectors.data()[row * d + c] /= end - from;
    }
  }
}
