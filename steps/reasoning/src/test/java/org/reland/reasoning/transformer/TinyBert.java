package org.reland.reasoning.transformer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.reland.kit.store.Json;

/**
 * A BERT of random numbers (2 layers, 4 heads, 16 long) that can be written as the hubs lay models
 * out, and its forward pass as plain loops in double precision.
 */
public final class TinyBert {
  static final int HIDDEN = 16;
  static final int HEADS = 4;
  static final int LAYERS = 2;
  static final int MIDDLE = 24;
  static final int POSITIONS = 12;
  static final double EPSILON = 1e-3;
  static final List<String> VOCABULARY =
      List.of(
          "[PAD]", "[UNK]", "[CLS]", "[SEP]", "nail", "polish", "red", "##s", "soap", "cafe", "日",
          "!", ".", "a", "##b", "##ba");

  final Map<String, int[]> shapes = new LinkedHashMap<>();
  final Map<String, float[]> numbers = new LinkedHashMap<>();

  public TinyBert(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    add("embeddings.word_embeddings.weight", random, VOCABULARY.size(), HIDDEN);
    add("embeddings.position_embeddings.weight", random, POSITIONS, HIDDEN);
    add("embeddings.token_type_embeddings.weight", random, 2, HIDDEN);
    pair("embeddings.LayerNorm", random, HIDDEN);
    for (int layer = 0; layer < LAYERS; layer++) {
      String at = "encoder.layer." + layer + ".";
      for (String part : List.of("self.query", "self.key", "self.value", "output.dense")) {
        pair(at + "attention." + part, random, HIDDEN, HIDDEN);
      }
      pair(at + "attention.output.LayerNorm", random, HIDDEN);
      pair(at + "intermediate.dense", random, MIDDLE, HIDDEN);
      pair(at + "output.dense", random, HIDDEN, MIDDLE);
      pair(at + "output.LayerNorm", random, HIDDEN);
    }
  }

  private void pair(String name, SplittableRandom random, int... shape) {
    add(name + ".weight", random, shape);
    add(name + ".bias", random, shape[0]);
  }

  private void add(String name, SplittableRandom random, int... shape) {
    float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      // Such as F16 and BF16 hold exactly.
      values[i] = (random.nextInt(129) - 64) / 64f;
    }
    shapes.put(name, shape);
    numbers.put(name, values);
  }

  /** Writes the whole folder. */
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"model_type": "bert", "architectures": ["BertModel"], "hidden_act": "gelu", "vocab_size": %d,
         "max_position_embeddings": %d, "hidden_size": %d, "num_hidden_layers": %d,
         "num_attention_heads": %d, "intermediate_size": %d, "type_vocab_size": 2,
         "layer_norm_eps": %s}
        """
            .formatted(VOCABULARY.size(), POSITIONS, HIDDEN, LAYERS, HEADS, MIDDLE, EPSILON));
    Files.write(folder.resolve("vocab.txt"), VOCABULARY);
    writeWeights(folder, "F32", "");
    return folder;
  }

  void writeWeights(Path folder, String type, String prefix) throws IOException {
    int bytes = type.equals("F32") ? 4 : 2;
    Map<String, Object> header = new LinkedHashMap<>();
    int size = numbers.values().stream().mapToInt(n -> n.length).sum() * bytes;
    ByteBuffer data = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    numbers.forEach(
        (name, values) -> {
          int from = data.position();
          for (float value : values) {
            switch (type) {
              case "F16" -> data.putShort(Float.floatToFloat16(value));
              case "BF16" -> data.putShort((short) (Float.floatToIntBits(value) >>> 16));
              default -> data.putFloat(value);
            }
          }
          header.put(
              prefix + name,
              Map.of(
                  "dtype",
                  type,
                  "shape",
                  shapes.get(name),
                  "data_offsets",
                  new int[] {from, data.position()}));
        });
    byte[] text = Json.line(header).getBytes(StandardCharsets.UTF_8);
    ByteBuffer all = ByteBuffer.allocate(8 + text.length + size).order(ByteOrder.LITTLE_ENDIAN);
    all.putLong(text.length).put(text).put(data.flip());
    Files.write(folder.resolve("model.safetensors"), all.array());
  }

  /** The vector of a sequence: mean of the last layer, length 1. */
  double[] encode(int[] ids) {
    double[][] x = new double[ids.length][HIDDEN];
    for (int t = 0; t < ids.length; t++) {
      for (int c = 0; c < HIDDEN; c++) {
        x[t][c] =
            at("embeddings.word_embeddings.weight", ids[t] * HIDDEN + c)
                + at("embeddings.position_embeddings.weight", t * HIDDEN + c)
                + at("embeddings.token_type_embeddings.weight", c);
      }
    }
    x = norm(x, "embeddings.LayerNorm");
    for (int layer = 0; layer < LAYERS; layer++) {
      String name = "encoder.layer." + layer + ".";
      double[][] mixed = attend(x, name + "attention.self.");
      x =
          norm(
              sum(x, dense(mixed, name + "attention.output.dense")),
              name + "attention.output.LayerNorm");
      double[][] middle = dense(x, name + "intermediate.dense");
      for (double[] row : middle) {
        for (int c = 0; c < row.length; c++) {
          row[c] = row[c] * (1 + erf(row[c] / Math.sqrt(2))) / 2;
        }
      }
      x = norm(sum(x, dense(middle, name + "output.dense")), name + "output.LayerNorm");
    }
    double[] mean = new double[HIDDEN];
    double squares = 0;
    for (int c = 0; c < HIDDEN; c++) {
      for (double[] row : x) {
        mean[c] += row[c] / x.length;
      }
      squares += mean[c] * mean[c];
    }
    for (int c = 0; c < HIDDEN; c++) {
      mean[c] /= Math.sqrt(squares);
    }
    return mean;
  }

  private double at(String name, int index) {
    return numbers.get(name)[index];
  }

  private double[][] attend(double[][] x, String name) {
    double[][] q = dense(x, name + "query");
    double[][] k = dense(x, name + "key");
    double[][] v = dense(x, name + "value");
    double[][] mixed = new double[x.length][HIDDEN];
    int size = HIDDEN / HEADS;
    for (int i = 0; i < x.length; i++) {
      for (int head = 0; head < HEADS; head++) {
        double[] weights = new double[x.length];
        double total = 0;
        for (int j = 0; j < x.length; j++) {
          for (int c = head * size; c < (head + 1) * size; c++) {
            weights[j] += q[i][c] * k[j][c] / Math.sqrt(size);
          }
          weights[j] = Math.exp(weights[j]);
          total += weights[j];
        }
        for (int j = 0; j < x.length; j++) {
          for (int c = head * size; c < (head + 1) * size; c++) {
            mixed[i][c] += weights[j] / total * v[j][c];
          }
        }
      }
    }
    return mixed;
  }

  private double[][] dense(double[][] x, String name) {
    int outputs = numbers.get(name + ".bias").length;
    double[][] y = new double[x.length][outputs];
    for (int t = 0; t < x.length; t++) {
      for (int o = 0; o < outputs; o++) {
        y[t][o] = at(name + ".bias", o);
        for (int c = 0; c < x[t].length; c++) {
          y[t][o] += at(name + ".weight", o * x[t].length + c) * x[t][c];
        }
      }
    }
    return y;
  }

  private double[][] norm(double[][] x, String name) {
    double[][] y = new double[x.length][HIDDEN];
    for (int t = 0; t < x.length; t++) {
      double mean = Arrays.stream(x[t]).average().orElseThrow();
      double variance =
          Arrays.stream(x[t]).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      for (int c = 0; c < HIDDEN; c++) {
        y[t][c] =
            (x[t][c] - mean) / Math.sqrt(variance + EPSILON) * at(name + ".weight", c)
                + at(name + ".bias", c);
      }
    }
    return y;
  }

  private static double[][] sum(double[][] x, double[][] y) {
    double[][] sum = new double[x.length][HIDDEN];
    for (int t = 0; t < x.length; t++) {
      for (int c = 0; c < HIDDEN; c++) {
        sum[t][c] = x[t][c] + y[t][c];
      }
    }
    return sum;
  }

  /** The integral that defines it, by Simpson's rule. */
  private static double erf(double x) {
    double bound = Math.max(-6, Math.min(6, x));
    int steps = 2000;
    double h = bound / steps;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      int weight = i == 0 || i == steps ? 1 : i % 2 == 0 ? 2 : 4;
      sum += weight * Math.exp(-(i * h) * (i * h));
    }
    return sum * h / 3 * 2 / Math.sqrt(Math.PI);
  }

  /** The vocabulary and whatever else there may be to a tokenizer.json. */
  static String tokenizerJson(String model, String normalizer) {
    Map<String, Integer> vocabulary = new LinkedHashMap<>();
    List<Object> added = new ArrayList<>();
    for (String piece : VOCABULARY) {
      if (piece.startsWith("[")) {
        added.add(Map.of("id", vocabulary.size(), "content", piece, "special", true));
      }
      vocabulary.put(piece, vocabulary.size());
    }
    return Json.line(
        Map.of(
            "truncation", Map.of("max_length", 3),
            "padding", Map.of("strategy", Map.of("Fixed", 9)),
            "added_tokens", added,
            "normalizer", Map.of("type", normalizer, "lowercase", true),
            "pre_tokenizer", Map.of("type", "BertPreTokenizer"),
            "post_processor", Map.of("type", "TemplateProcessing"),
            "model", Map.of("type", model, "vocab", vocabulary)));
  }
}
