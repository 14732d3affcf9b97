package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Dots in a plane whose axes have the same scale, as inline SVG: one path a kind of dot. */
final class ScatterPlot {
  private static final double HEIGHT = 430;

  private ScatterPlot() {}

  /**
   * Dots that look alike.
   *
   * @param style class of the path
   * @param numbers positions in the lists of coordinates
   */
  record Kind(String name, String style, List<Integer> numbers) {}

  static Element draw(
      String title,
      String xTitle,
      String yTitle,
      List<Double> xs,
      List<Double> ys,
      List<Kind> kinds) {
    double width = ChartFrame.RIGHT - ChartFrame.LEFT;
    double height = ChartFrame.bottom(HEIGHT) - ChartFrame.TOP;
    double perPixel = 1.04 * Math.max(span(xs) / width, span(ys) / height);
    Axis x = axis(xs, perPixel * width, ChartFrame.LEFT, ChartFrame.RIGHT);
    Axis y = axis(ys, perPixel * height, ChartFrame.bottom(HEIGHT), ChartFrame.TOP);
    Element svg = ChartFrame.svg(HEIGHT, title);
    new ChartFrame(HEIGHT, x, y, xTitle, yTitle).drawInto(svg);
    for (Kind kind : kinds) {
      if (!kind.numbers().isEmpty()) {
        svg.add(
            Element.of("path")
                .with("d", dots(kind, xs, ys, x, y))
                .with("class", kind.style())
                .add(Element.of("title", kind.name())));
      }
    }
    return svg;
  }

  /** Lines of no length, which round ends make dots. */
  private static String dots(Kind kind, List<Double> xs, List<Double> ys, Axis x, Axis y) {
    List<String> dots = new ArrayList<>();
    for (int n : kind.numbers()) {
      dots.add(String.format(Locale.ROOT, "M%.1f %.1fh0", x.at(xs.get(n)), y.at(ys.get(n))));
    }
    return String.join("", dots);
  }

  private static Axis axis(List<Double> values, double span, double from, double to) {
    double middle = (min(values) + max(values)) / 2;
    return new Axis(middle - span / 2, middle + span / 2, from, to);
  }

  /** Not zero, as an axis must have a length. */
  private static double span(List<Double> values) {
    return Math.max(1e-6, max(values) - min(values));
  }

  private static double min(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
  }

  private static double max(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }
}
