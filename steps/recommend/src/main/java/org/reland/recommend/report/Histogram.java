package org.reland.recommend.report;

import java.util.List;

/** Counts by equal bins, as inline SVG. */
final class Histogram {
  private static final double HEIGHT = 270;

  private Histogram() {}

  /**
   * The chart.
   *
   * @param counts of equal bins from {@code low} to {@code high}
   */
  static Element draw(
      String title, String xTitle, String yTitle, List<Integer> counts, double low, double high) {
    int most = counts.stream().mapToInt(Integer::intValue).max().orElse(0);
    Axis x = new Axis(low, high, ChartFrame.LEFT, ChartFrame.RIGHT);
    Axis y =
        Axis.round(
            0, Math.max(1, most), ChartFrame.TICKS, ChartFrame.bottom(HEIGHT), ChartFrame.TOP);
    Element svg = ChartFrame.svg(HEIGHT, title);
    double width = (high - low) / Math.max(1, counts.size());
    for (int bin = 0; bin < counts.size(); bin++) {
      double from = x.at(low + bin * width);
      double top = y.at(counts.get(bin));
      svg.add(
          Element.of("rect")
              .with("x", from + 0.5)
              .with("y", top)
              .with("width", x.at(low + (bin + 1) * width) - from - 1)
              .with("height", ChartFrame.bottom(HEIGHT) - top)
              .with("class", "bar c2"));
    }
    new ChartFrame(HEIGHT, x, y, xTitle, yTitle).drawInto(svg);
    return svg;
  }
}
