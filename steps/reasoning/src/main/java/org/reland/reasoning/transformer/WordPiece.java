package org.reland.reasoning.transformer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * BERT's tokens: each word is cut from the left into the longest pieces that the vocabulary has; a
 * word that cannot be cut is unknown as a whole.
 *
 * @param vocabulary pieces and their ids, of them {@code unknown}, {@code [CLS]} and {@code [SEP]}
 * @param special tokens that are looked for in the text as it is, such as {@code [SEP]}
 * @param prefix of a piece that does not begin a word
 * @param longest characters of a word that may be cut; a longer one is unknown
 */
record WordPiece(
    BertNormalizer normalizer,
    Map<String, Integer> vocabulary,
    List<String> special,
    String unknown,
    String prefix,
    int longest) {
  static final String BEGIN = "[CLS]";
  static final String END = "[SEP]";

  /** The ids of a text between begin and end, cut off so that they are {@code limit} at most. */
  int[] ids(String text, int limit) {
    IntStream.Builder ids = IntStream.builder();
    ids.add(vocabulary.get(BEGIN));
    int begun = 0;
    Matcher marks = Pattern.compile(alternatives()).matcher(text);
    while (!special.isEmpty() && marks.find()) {
      cut(text.substring(begun, marks.start()), ids);
      ids.add(vocabulary.get(marks.group()));
      begun = marks.end();
    }
    cut(text.substring(begun), ids);
    int[] all = ids.build().limit(limit - 1L).toArray();
    int[] closed = Arrays.copyOf(all, all.length + 1);
    closed[all.length] = vocabulary.get(END);
    return closed;
  }

  private String alternatives() {
    return special.stream().map(Pattern::quote).collect(Collectors.joining("|"));
  }

  private void cut(String text, IntStream.Builder ids) {
    for (String word : normalizer.words(text)) {
      int[] pieces = pieces(word);
      if (pieces.length == 0) {
        ids.add(vocabulary.get(unknown));
      }
      for (int piece : pieces) {
        ids.add(piece);
      }
    }
  }

  /** Empty where the word is unknown. */
  private int[] pieces(String word) {
    if (word.codePointCount(0, word.length()) > longest) {
      return new int[0];
    }
    IntStream.Builder pieces = IntStream.builder();
    int from = 0;
    while (from < word.length()) {
      int to = word.length();
      @Nullable Integer id = null;
      while (to > from && id == null) {
        String piece = word.substring(from, to);
        id = vocabulary.get(from == 0 ? piece : prefix + piece);
        to = id == null ? word.offsetByCodePoints(to, -1) : to;
      }
      if (id == null) {
        return new int[0];
      }
      pieces.add(id);
      from = to;
    }
    return pieces.build().toArray();
  }
}
