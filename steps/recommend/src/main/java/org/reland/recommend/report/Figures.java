package org.reland.recommend.report;

import java.util.Locale;

/** How numbers are written for people: the same on every machine. */
final class Figures {
  private Figures() {}

  static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /** A metric, to four digits as the literature has it. */
  static String metric(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /** A difference of metrics, always with its sign. */
  static String difference(double value) {
    String text = String.format(Locale.ROOT, "%+.4f", value);
    return text.substring(1).equals("0.0000") ? "0.0000" : text.replace('-', '\u2212');
  }

  /** Wall time. */
  static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%,.1f", seconds) + "\u00a0s";
  }

  static String two(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** A relative gain in percent, always with its sign. */
  static String gain(double gain) {
    return sign(String.format(Locale.ROOT, "%+.1f", 100 * gain)) + "\u00a0%";
  }

  static String interval(double low, double high) {
    return "%s to %s\u00a0%%"
        .formatted(
            sign(String.format(Locale.ROOT, "%+.1f", 100 * low)),
            sign(String.format(Locale.ROOT, "%+.1f", 100 * high)));
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share) + "\u00a0%";
  }

  static String p(double p) {
    if (p < 0.001) {
      return "< .001";
    }
    String text = String.format(Locale.ROOT, "%.3f", p);
    return text.startsWith("0") ? text.substring(1) : text;
  }

  /** A minus as typographers write it, and no sign before zero. */
  private static String sign(String number) {
    if (number.equals("+0.0") || number.equals("-0.0")) {
      return "0.0";
    }
    return number.replace('-', '\u2212');
  }
}
