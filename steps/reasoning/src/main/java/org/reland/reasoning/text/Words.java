package org.reland.reasoning.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a text apart into words that can be compared: Unicode letters and digits, lower case,
 * without accents, without the English words that say nothing, without plurals. Numbers alone are
 * amounts and model numbers: left out.
 */
public final class Words {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]+(?:['\\u2019][\\p{L}]+)*");
  private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");
  private static final Pattern APOSTROPHE = Pattern.compile("['\\u2019]s?");
  private static final Set<String> STOP =
      Set.of(
          ("a an and are as at be by for from has have in into is it its new no not of off on or"
                  + " our pack per plus set size so than that the their them these this to up us"
                  + " was we will with you your oz ounce fl fluid ml inch count pc pcs piece lb")
              .split(" "));

  private Words() {}

  /** The words of a text, in its order, with repeats. */
  public static List<String> of(String text) {
    String plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(plain.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      String word = singular(APOSTROPHE.matcher(matcher.group()).replaceAll(""));
      if (!STOP.contains(word) && word.codePoints().anyMatch(Character::isLetter)) {
        words.add(word);
      }
    }
    return words;
  }

  /**
   * How a word is written where it came from: lower case, with its accents and its plural.
   *
   * @param word one of {@link #of}(text)
   */
  public static String asWritten(String word, String text) {
    Matcher matcher =
        WORD.matcher(Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      if (of(matcher.group()).equals(List.of(word))) {
        return matcher.group();
      }
    }
    return word;
  }

  /** Harman's S-stemmer: it touches plurals and nothing else. */
  private static String singular(String word) {
    int n = word.length();
    if (n > 3 && word.endsWith("ies") && !word.endsWith("eies") && !word.endsWith("aies")) {
      return word.substring(0, n - 3) + "y";
    }
    if (n > 3 && word.endsWith("es") && !"aeo".contains(word.substring(n - 3, n - 2))) {
      return word.substring(0, n - 1);
    }
    if (n > 3 && word.endsWith("s") && !word.endsWith("us") && !word.endsWith("ss")) {
      return word.substring(0, n - 1);
    }
    return word;
  }
}
