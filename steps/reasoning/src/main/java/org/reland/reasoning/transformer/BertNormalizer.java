package org.reland.reasoning.transformer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * BERT's way from a text to its words: control characters off, a word for each Chinese character
 * and each punctuation mark, lower case without accents where the model wants that (BasicTokenizer
 * of google-research/bert; BertNormalizer and BertPreTokenizer of tokenizer.json).
 */
record BertNormalizer(
    boolean cleanText, boolean chineseCharacters, boolean stripAccents, boolean lowercase) {
  List<String> words(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> clean(c, clean));
    String normal = clean.toString();
    if (stripAccents) {
      StringBuilder bare = new StringBuilder(normal.length());
      Normalizer.normalize(normal, Normalizer.Form.NFD)
          .codePoints()
          .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
          .forEach(bare::appendCodePoint);
      normal = bare.toString();
    }
    return split(lowercase ? lower(normal) : normal);
  }

  private void clean(int c, StringBuilder clean) {
    if (cleanText && isControl(c)) {
      return;
    }
    if (cleanText && isSpace(c)) {
      clean.append(' ');
    } else if (chineseCharacters && isChinese(c)) {
      clean.append(' ').appendCodePoint(c).append(' ');
    } else {
      clean.appendCodePoint(c);
    }
  }

  /** Letter by letter: the model's tokenizer knows no final sigma. */
  private static String lower(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    text.codePoints().forEach(c -> lower.append(Character.toString(c).toLowerCase(Locale.ROOT)));
    return lower.toString();
  }

  private static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean mark = isPunctuation(c);
              if ((mark || isSpace(c)) && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
              }
              if (mark) {
                words.add(Character.toString(c));
              } else if (!isSpace(c)) {
                word.appendCodePoint(c);
              }
            });
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }

  private static boolean isControl(int c) {
    return c == 0xfffd
        || switch (Character.getType(c)) {
          case Character.CONTROL -> c != '\t' && c != '\n' && c != '\r';
          case Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
          default -> false;
        };
  }

  /** Unicode's White_Space. */
  private static boolean isSpace(int c) {
    return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == 0x85;
  }

  private static boolean isChinese(int c) {
    return (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0x3400 && c <= 0x4DBF)
        || (c >= 0x20000 && c <= 0x2A6DF)
        || (c >= 0x2A700 && c <= 0x2B73F)
        || (c >= 0x2B740 && c <= 0x2B81F)
        || (c >= 0x2B920 && c <= 0x2CEAF)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0x2F800 && c <= 0x2FA1F);
  }

  private static boolean isPunctuation(int c) {
    if (c < 128) {
      return (c >= 33 && c <= 47)
          || (c >= 58 && c <= 64)
          || (c >= 91 && c <= 96)
          || (c >= 123 && c <= 126);
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }
}
