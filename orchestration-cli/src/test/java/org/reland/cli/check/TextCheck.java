package org.reland.cli.check;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.reland.kit.store.Json;
import org.reland.linalg.Linear;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.reasoning.transformer.SentenceEncoder;
import tools.jackson.databind.JsonNode;

/**
 * The transformer encoder on a real model, against a BERT in numpy with the tokenizers library
 * ({@code ci/text_reference.py}): the same tokens and the same vectors, and how fast.
 */
public final class TextCheck {
  private static final double COSINE = 0.9999;

  private TextCheck() {}

  public static void main(String[] args) throws IOException {
    Path model = Path.of(args[0]);
    Check check = new Check();
    List<String> texts = new ArrayList<>();
    List<JsonNode> references = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(args[1]))) {
      references.add(Json.mapper().readTree(line));
      texts.add(references.getLast().path("text").asString());
    }
    try (Parallel serial = Parallel.serial();
        Parallel two = Parallel.of(2)) {
      SentenceEncoder encoder = SentenceEncoder.load(model, serial);
      Matrix vectors = encoder.encode(texts);
      double least = 1;
      for (int t = 0; t < texts.size(); t++) {
        String place = "text %d, %s".formatted(t, Json.line(texts.get(t)));
        int[] expected =
            references.get(t).path("tokens").valueStream().mapToInt(JsonNode::asInt).toArray();
        check.that(Arrays.equals(expected, encoder.tokens(texts.get(t))), "tokens of " + place);
        double cosine = cosine(references.get(t).path("vector"), vectors.row(t));
        check.that(cosine > COSINE, "cosine %.6f of %s".formatted(cosine, place));
        least = Math.min(least, cosine);
      }
      check.that(
          Arrays.equals(vectors.data(), SentenceEncoder.load(model, two).encode(texts).data()),
          "two threads give the bytes of one");
      System.out.printf("least cosine %.9f%n", least);
      speed(encoder, texts);
    }
    check.end();
  }

  private static double cosine(JsonNode reference, float[] vector) {
    double dot = 0;
    double squares = 0;
    double others = 0;
    for (int i = 0; i < vector.length; i++) {
      double r = reference.path(i).asDouble();
      dot += r * vector[i];
      squares += r * r;
      others += (double) vector[i] * vector[i];
    }
    return dot / Math.sqrt(squares * others);
  }

  private static void speed(SentenceEncoder encoder, List<String> texts) {
    List<String> usual =
        IntStream.range(0, texts.size())
            .mapToObj(texts::get)
            .filter(text -> Math.abs(encoder.tokens(text).length - 76) < 60)
            .toList();
    double tokens = usual.stream().mapToInt(t -> encoder.tokens(t).length).average().orElse(0);
    double best = 0;
    for (int pass = 0; pass < 5; pass++) {
      long from = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      encoder.encode(usual);
      long nanoseconds = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - from;
      best = Math.max(best, usual.size() / (nanoseconds / 1e9));
    }
    double product = 0;
    Matrix x = new Matrix(512, 384);
    Linear linear = Linear.of(new Matrix(1536, 384), new float[1536], Parallel.serial());
    for (int pass = 0; pass < 5; pass++) {
      long from = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      for (int i = 0; i < 50; i++) {
        linear.apply(x, Parallel.serial());
      }
      long nanoseconds = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - from;
      product = Math.max(product, 50 * 2.0 * 512 * 384 * 1536 / nanoseconds);
    }
    System.out.printf("bare product: %.0f GFLOP a core-second%n", product);
    System.out.printf(
        "%.1f texts a core-second, of %.0f tokens on the average (best of 5 passes)%n",
        best, tokens);
  }
}
