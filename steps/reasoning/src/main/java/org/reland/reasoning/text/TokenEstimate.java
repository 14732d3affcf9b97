package org.reland.reasoning.text;

/**
 * How many tokens a text costs, without the vocabulary of any one model: a run of letters costs one
 * token for each six letters begun, a run of digits one for each three begun, an ideograph or any
 * other visible sign one, white space nothing. On English product texts that is about four
 * characters a token, the rule of thumb of byte-pair vocabularies; good for budgets and prices, not
 * for bills.
 */
public final class TokenEstimate {
  private static final int LETTERS_A_TOKEN = 6;
  private static final int DIGITS_A_TOKEN = 3;

  private TokenEstimate() {}

  public static int of(String text) {
    int tokens = 0;
    int at = 0;
    while (at < text.length()) {
      int sign = text.codePointAt(at);
      int end = at + Character.charCount(sign);
      if (isLetter(sign)) {
        int letters = 1;
        while (end < text.length() && isLetter(text.codePointAt(end))) {
          end += Character.charCount(text.codePointAt(end));
          letters++;
        }
        tokens += Math.ceilDiv(letters, LETTERS_A_TOKEN);
      } else if (Character.isDigit(sign)) {
        int digits = 1;
        while (end < text.length() && Character.isDigit(text.codePointAt(end))) {
          end += Character.charCount(text.codePointAt(end));
          digits++;
        }
        tokens += Math.ceilDiv(digits, DIGITS_A_TOKEN);
      } else if (!Character.isWhitespace(sign)) {
        tokens++;
      }
      at = end;
    }
    return tokens;
  }

  private static boolean isLetter(int sign) {
    return Character.isLetter(sign) && !Character.isIdeographic(sign);
  }
}
