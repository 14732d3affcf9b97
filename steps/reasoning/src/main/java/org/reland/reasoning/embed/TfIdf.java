package org.reland.reasoning.embed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.reland.linalg.CsrMatrix;
import org.reland.reasoning.text.Words;

/**
 * Weighs the words of a text by how often they stand in it and how rare they are elsewhere: (1 + ln
 * tf) * (1 + ln((1 + n) / (1 + df))), each text scaled to length 1.
 */
final class TfIdf {
  private final Map<String, Integer> columns;
  private final double[] idf;
  private final boolean bigrams;

  private TfIdf(Map<String, Integer> columns, double[] idf, boolean bigrams) {
    this.columns = columns;
    this.idf = idf;
    this.bigrams = bigrams;
  }

  /**
   * Learns vocabulary and rarity.
   *
   * @param minTexts texts that a word must occur in to be known
   * @param bigrams whether two neighbouring words are a term as well
   */
  static TfIdf fit(List<String> texts, int minTexts, boolean bigrams) {
    Map<String, Integer> textsWith = new TreeMap<>();
    for (String text : texts) {
      for (String term : new LinkedHashSet<>(terms(text, bigrams))) {
        textsWith.merge(term, 1, Integer::sum);
      }
    }
    textsWith.values().removeIf(count -> count < minTexts);
    Map<String, Integer> columns = HashMap.newHashMap(textsWith.size());
    double[] idf = new double[textsWith.size()];
    textsWith.forEach(
        (term, count) -> {
          idf[columns.size()] = 1 + StrictMath.log((1.0 + texts.size()) / (1.0 + count));
          columns.put(term, columns.size());
        });
    return new TfIdf(columns, idf, bigrams);
  }

  /** How many terms it knows: the columns of {@link #weigh}. */
  int terms() {
    return idf.length;
  }

  /** Texts x terms; a text without a known word is an empty row. */
  CsrMatrix weigh(List<String> texts) {
    int[] pointers = new int[texts.size() + 1];
    List<Map<Integer, Double>> rows = new ArrayList<>(texts.size());
    for (int t = 0; t < texts.size(); t++) {
      rows.add(weigh(texts.get(t)));
      pointers[t + 1] = pointers[t] + rows.get(t).size();
    }
    int[] terms = new int[pointers[texts.size()]];
    float[] values = new float[terms.length];
    int at = 0;
    for (Map<Integer, Double> row : rows) {
      for (Map.Entry<Integer, Double> entry : row.entrySet()) {
        terms[at] = entry.getKey();
        values[at++] = entry.getValue().floatValue();
      }
    }
    return CsrMatrix.of(texts.size(), terms(), pointers, terms, values);
  }

  private Map<Integer, Double> weigh(String text) {
    Map<Integer, Double> row = new TreeMap<>();
    for (String term : terms(text, bigrams)) {
      Integer column = columns.get(term);
      if (column != null) {
        row.merge(column, 1.0, Double::sum);
      }
    }
    row.replaceAll((column, count) -> (1 + StrictMath.log(count)) * idf[column]);
    double squares = row.values().stream().mapToDouble(w -> w * w).reduce(0, Double::sum);
    row.replaceAll((column, weight) -> weight / Math.sqrt(squares));
    return row;
  }

  private static List<String> terms(String text, boolean bigrams) {
    List<String> words = Words.of(text);
    if (!bigrams) {
      return words;
    }
    List<String> terms = new ArrayList<>(words);
    for (int i = 1; i < words.size(); i++) {
      terms.add(words.get(i - 1) + " " + words.get(i));
    }
    return terms;
  }
}
