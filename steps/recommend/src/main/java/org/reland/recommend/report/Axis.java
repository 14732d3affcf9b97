package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A linear axis from data to pixels with round ticks (steps of 1, 2 or 5 times a power of ten). */
record Axis(double low, double high, double from, double to) {
  double at(double value) {
    return high == low ? from : from + (value - low) / (high - low) * (to - from);
  }

  /** An axis that holds all values between two round numbers. */
  static Axis round(double low, double high, int ticks, double from, double to) {
    double step = step(low, high, ticks);
    return new Axis(Math.floor(low / step) * step, Math.ceil(high / step) * step, from, to);
  }

  List<Double> ticks(int about) {
    double step = step(low, high, about);
    List<Double> ticks = new ArrayList<>();
    for (long n = (long) Math.ceil(low / step - 1e-9); n * step <= high + step * 1e-9; n++) {
      ticks.add(n * step);
    }
    return ticks;
  }

  String label(double tick, int about) {
    double step = step(low, high, about);
    int digits = Math.max(0, (int) -Math.floor(StrictMath.log10(step) + 1e-9));
    return String.format(Locale.ROOT, "%,." + digits + "f", tick).replace('-', '\u2212');
  }

  private static double step(double low, double high, int about) {
    double rough = Math.max(high - low, 1e-9) / Math.max(1, about);
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= rough * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}
