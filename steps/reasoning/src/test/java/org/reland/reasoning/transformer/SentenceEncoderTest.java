package org.reland.reasoning.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.error.UserError;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;

final class SentenceEncoderTest {
  @TempDir Path temporary;
  private final TinyBert bert = new TinyBert(1);
  private Path folder;

  @BeforeEach
  void write() throws IOException {
    folder = bert.write(temporary.resolve("model"));
  }

  private SentenceEncoder encoder() throws IOException {
    return SentenceEncoder.load(folder, Parallel.serial());
  }

  private static List<String> texts(int count) {
    SplittableRandom random = new SplittableRandom(2);
    List<String> texts = new ArrayList<>(List.of("", "!", "zzz", "red nail polish soap cafe 日"));
    while (texts.size() < count) {
      StringBuilder text = new StringBuilder();
      for (int w = random.nextInt(15); w >= 0; w--) {
        text.append(TinyBert.VOCABULARY.get(4 + random.nextInt(10))).append(' ');
      }
      texts.add(text.toString());
    }
    return texts;
  }

  private void assertRight(SentenceEncoder encoder) {
    List<String> texts = texts(30);
    Matrix vectors = encoder.encode(texts);
    for (int t = 0; t < texts.size(); t++) {
      double[] expected = bert.encode(encoder.tokens(texts.get(t)));
      for (int c = 0; c < TinyBert.HIDDEN; c++) {
        assertEquals(expected[c], vectors.get(t, c), 5e-6, texts.get(t));
      }
    }
  }

  @Test
  void theForwardPassIsThatOfPlainLoopsInDoublePrecision() throws IOException {
    assertRight(encoder());
  }

  @Test
  void halfPrecisionAndPrefixedNamesAreRead() throws IOException {
    for (String type : List.of("F32", "F16", "BF16")) {
      bert.writeWeights(folder, type, "bert.");
      assertRight(encoder());
    }
  }

  @Test
  void neitherThreadsNorNeighboursChangeABit() throws IOException {
    List<String> texts = texts(300);
    Matrix together = encoder().encode(texts);
    try (Parallel three = Parallel.of(3)) {
      assertArrayEquals(together.data(), SentenceEncoder.load(folder, three).encode(texts).data());
    }
    for (int t = 0; t < 300; t += 7) {
      assertArrayEquals(together.row(t), encoder().encode(List.of(texts.get(t))).row(0));
    }
    assertEquals(0, encoder().encode(List.of()).rows());
  }

  @Test
  void wordsAreCutIntoTheLongestKnownPieces() throws IOException {
    SentenceEncoder encoder = encoder();
    assertArrayEquals(new int[] {2, 3}, encoder.tokens(" \t\n\u0000\ufffd"));
    assertArrayEquals(new int[] {2, 6, 4, 7, 11, 11, 3}, encoder.tokens("RED nails!!"));
    assertArrayEquals(new int[] {2, 9, 10, 10, 1, 3}, encoder.tokens("Cafe\u0301日日😀"));
    assertArrayEquals(new int[] {2, 9, 3}, encoder.tokens("ca\u00adf\u00e9"));
    assertArrayEquals(new int[] {2, 13, 15, 3}, encoder.tokens("aba"));
    assertArrayEquals(new int[] {2, 13, 14, 14, 3}, encoder.tokens("abb"));
    assertArrayEquals(new int[] {2, 1, 4, 3}, encoder.tokens("abz nail"));
    assertArrayEquals(new int[] {2, 4, 3, 1, 3}, encoder.tokens("nail[SEP]" + "a".repeat(101)));
  }

  @Test
  void aTextIsCutOffAtTheModelsLength() throws IOException {
    String text = "nail ".repeat(50);
    assertEquals(TinyBert.POSITIONS, encoder().tokens(text).length);
    Files.writeString(folder.resolve("sentence_bert_config.json"), "{\"max_seq_length\": 5}");
    assertArrayEquals(new int[] {2, 4, 4, 4, 3}, encoder().tokens(text));
  }

  @Test
  void tokenizerJsonGivesTheSameTokensWithoutItsPaddingAndTruncation() throws IOException {
    List<int[]> expected = new ArrayList<>();
    for (String text : texts(30)) {
      expected.add(encoder().tokens(text));
    }
    Files.delete(folder.resolve("vocab.txt"));
    Files.writeString(
        folder.resolve("tokenizer.json"), TinyBert.tokenizerJson("WordPiece", "BertNormalizer"));
    List<String> texts = texts(30);
    for (int t = 0; t < 30; t++) {
      assertArrayEquals(expected.get(t), encoder().tokens(texts.get(t)));
    }
  }

  @Test
  void theDigestKnowsTheContentAndNotThePath() throws IOException {
    String before = SentenceEncoder.digest(folder);
    assertEquals(before, SentenceEncoder.digest(bert.write(temporary.resolve("copy"))));
    Files.writeString(folder.resolve("vocab.txt"), "more\n");
    assertNotEquals(before, SentenceEncoder.digest(folder));
  }

  private void assertRefused(String... parts) {
    UserError error = assertThrows(UserError.class, this::encoder);
    for (String part : parts) {
      assertTrue(error.getMessage().contains(part), error.getMessage());
    }
  }

  private void replace(String file, String from, String to) throws IOException {
    String text = Files.readString(folder.resolve(file));
    assertTrue(text.contains(from), text);
    Files.writeString(folder.resolve(file), text.replace(from, to));
  }

  @Test
  void otherArchitecturesAreRefusedByName() throws IOException {
    replace("config.json", "\"bert\"", "\"mpnet\"");
    assertRefused("config.json", "mpnet", "BertModel", "'bert'");
  }

  @Test
  void otherActivationsAreRefusedByName() throws IOException {
    replace("config.json", "\"gelu\"", "\"gelu_new\"");
    assertRefused("hidden_act", "gelu_new", "'gelu'");
  }

  @Test
  void otherTokenizersAreRefusedByName() throws IOException {
    Files.writeString(
        folder.resolve("tokenizer.json"), TinyBert.tokenizerJson("Unigram", "BertNormalizer"));
    assertRefused("tokenizer.json", "model of type Unigram", "WordPiece");
    Files.writeString(
        folder.resolve("tokenizer.json"), TinyBert.tokenizerJson("WordPiece", "Precompiled"));
    assertRefused("normalizer of type Precompiled", "BertNormalizer");
  }

  @Test
  void otherPoolingIsRefusedByName() throws IOException {
    Files.createDirectories(folder.resolve("1_Pooling"));
    Files.writeString(
        folder.resolve("1_Pooling/config.json"), "{\"pooling_mode_max_tokens\": true}");
    assertRefused("1_Pooling", "pooling_mode_max_tokens", "pooling_mode_mean_tokens");
  }

  @Test
  void missingFilesAndTensorsAreNamed() throws IOException {
    bert.numbers.remove("encoder.layer.1.output.dense.bias");
    bert.writeWeights(folder, "F32", "");
    assertRefused("model.safetensors", "encoder.layer.1.output.dense.bias");
    for (String name : List.of("model.safetensors", "vocab.txt", "config.json")) {
      Files.delete(folder.resolve(name));
      assertRefused(name, folder.toString());
    }
  }

  @Test
  void aTensorOfAnotherShapeIsNamedWithBothShapes() throws IOException {
    replace("config.json", "\"intermediate_size\": 24", "\"intermediate_size\": 23");
    assertRefused("encoder.layer.0.intermediate.dense.weight", "[24,16]", "[23, 16]");
  }

  @Test
  void weightsCutOffAnywhereAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve("model.safetensors"));
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 40; i++) {
      int length = i < 10 ? i : random.nextInt(whole.length);
      Files.write(folder.resolve("model.safetensors"), Arrays.copyOf(whole, length));
      assertRefused("model.safetensors");
    }
  }

  @Test
  void aVocabularyLargerThanTheModelsIsRefused() throws IOException {
    Files.writeString(
        folder.resolve("vocab.txt"), String.join("\n", TinyBert.VOCABULARY) + "\nmore\n");
    assertRefused("vocab.txt", "more", "id 16");
  }
}
