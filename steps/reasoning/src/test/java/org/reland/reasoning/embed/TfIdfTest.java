package org.reland.reasoning.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.reland.linalg.CsrMatrix;
import org.reland.reasoning.text.Words;

final class TfIdfTest {
  @Test
  void weightsAreThoseOfTheFormulaCountedWordByWord() {
    var random = new SplittableRandom(4);
    for (int round = 0; round < 30; round++) {
      List<String> texts = texts(random, 1 + random.nextInt(20));
      int minTexts = 1 + random.nextInt(3);
      TfIdf tfIdf = TfIdf.fit(texts, minTexts, false);
      double[][] expected = naive(texts, minTexts);
      CsrMatrix actual = tfIdf.weigh(texts);
      assertEquals(tfIdf.terms(), actual.cols());
      for (int t = 0; t < texts.size(); t++) {
        double[] row = new double[actual.cols()];
        for (int e = actual.rowPointers()[t]; e < actual.rowPointers()[t + 1]; e++) {
          row[actual.columns()[e]] = actual.values()[e];
        }
        assertEquals(expected[t].length, row.length);
        for (int c = 0; c < row.length; c++) {
          assertEquals(expected[t][c], row[c], 1e-6);
        }
      }
    }
  }

  /** Dense, in the alphabetical order of the terms, by the definition. */
  private static double[][] naive(List<String> texts, int minTexts) {
    TreeSet<String> terms = new TreeSet<>();
    texts.forEach(text -> terms.addAll(Words.of(text)));
    terms.removeIf(term -> documents(texts, term) < minTexts);
    double[][] weights = new double[texts.size()][terms.size()];
    for (int t = 0; t < texts.size(); t++) {
      List<String> words = Words.of(texts.get(t));
      int c = 0;
      double squares = 0;
      for (String term : terms) {
        int count = Collections.frequency(words, term);
        if (count > 0) {
          weights[t][c] =
              (1 + Math.log(count))
                  * (1 + Math.log((1.0 + texts.size()) / (1.0 + documents(texts, term))));
        }
        squares += weights[t][c] * weights[t][c];
        c++;
      }
      for (int i = 0; i < weights[t].length && squares > 0; i++) {
        weights[t][i] /= Math.sqrt(squares);
      }
    }
    return weights;
  }

  private static long documents(List<String> texts, String term) {
    return texts.stream().filter(text -> Words.of(text).contains(term)).count();
  }

  private static List<String> texts(SplittableRandom random, int count) {
    List<String> words = List.of("nail", "Polish", "serum", "soap", "Rouge", "7", "of", "eyes");
    List<String> texts = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      StringBuilder text = new StringBuilder();
      for (int w = random.nextInt(10); w > 0; w--) {
        text.append(words.get(random.nextInt(words.size()))).append(' ');
      }
      texts.add(text.toString());
    }
    return texts;
  }

  @Test
  void neighboursAreTermsOfTheirOwnWhereAsked() {
    assertEquals(2, TfIdf.fit(List.of("nail polish"), 1, false).terms());
    assertEquals(3, TfIdf.fit(List.of("nail polish"), 1, true).terms());
  }
}
