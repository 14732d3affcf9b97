package org.reland.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.reland.kit.store.Json;
import org.reland.linalg.Lanes;
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
    System.out.printf("%d texts, %d floats a vector%n", texts.size(), Lanes.count());
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
      System.out.printf("least cosine %.9f%n", least);
      check.that(
          Arrays.equals(vectors.data(), SentenceEncoder.load(model, two).encode(texts).data()),
          "two threads give the bytes of one");
      TextSpeed.print(encoder, texts);
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
}
