package org.reland.workflows.forecast;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.reland.kit.error.UsageException;

/**
 * What a language model costs, in whatever currency.
 *
 * @param in for a million tokens of requests
 * @param out for a million tokens of answers
 */
public record Price(double in, double out) {
  private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?),(\\d+(?:\\.\\d+)?)");

  /**
   * Reads {@code IN,OUT}.
   *
   * @throws UsageException where it is something else
   */
  public static Price of(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new UsageException(
          "--price '%s': must be the price of a million tokens in and of a million out, like 0.15,0.60"
              .formatted(text));
    }
    return new Price(Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2)));
  }

  /** An amount: two digits behind the point, or the first two that are not 0. */
  public static String shown(double amount) {
    return amount >= 1 || amount == 0
        ? String.format(Locale.ROOT, "%,.2f", amount)
        : new BigDecimal(amount).round(new MathContext(2)).toPlainString();
  }

  /** What so many tokens cost. */
  public double of(long tokensIn, long tokensOut) {
    return (in * tokensIn + out * tokensOut) / 1e6;
  }
}
