package org.reland.recommend.report;

import java.util.List;

/** Lines over a common x axis, as inline SVG that scales with the page. */
final class LineChart {
  private static final double WIDTH = 460;
  private static final double HEIGHT = 270;
  private static final double LEFT = 62;
  private static final double RIGHT = 12;
  private static final double TOP = 26;
  private static final double BOTTOM = 44;
  private static final int TICKS = 5;

  private final String title;
  private final String xLabel;
  private final String yLabel;

  LineChart(String title, String xLabel, String yLabel) {
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
  }

  /** A point in data units. */
  record Point(double x, double y) {}

  /**
   * One line.
   *
   * @param color number of the colour class, from 0
   */
  record Series(String name, int color, List<Point> points) {}

  /** The chart, or nothing but its title where there are no points. */
  Element draw(List<Series> series) {
    Element svg =
        Element.of("svg")
            .with("viewBox", "0 0 %s %s".formatted(Element.number(WIDTH), Element.number(HEIGHT)))
            .with("role", "img")
            .with("aria-label", title)
            .with("class", "chart");
    List<Point> all = series.stream().flatMap(s -> s.points().stream()).toList();
    if (all.isEmpty()) {
      return svg;
    }
    Axis x =
        Axis.round(
            all.stream().mapToDouble(Point::x).min().orElse(0),
            all.stream().mapToDouble(Point::x).max().orElse(1),
            TICKS,
            LEFT,
            WIDTH - RIGHT);
    Axis y =
        Axis.round(
            Math.min(0, all.stream().mapToDouble(Point::y).min().orElse(0)),
            all.stream().mapToDouble(Point::y).max().orElse(1),
            TICKS,
            HEIGHT - BOTTOM,
            TOP);
    grid(svg, x, y);
    series.forEach(line -> svg.add(line(line, x, y)));
    return svg;
  }

  private void grid(Element svg, Axis x, Axis y) {
    for (double tick : y.ticks(TICKS)) {
      svg.add(segment(LEFT, y.at(tick), WIDTH - RIGHT, y.at(tick)).with("class", "grid"));
      svg.add(label(LEFT - 8, y.at(tick) + 4, "end", y.label(tick, TICKS)));
    }
    for (double tick : x.ticks(TICKS)) {
      svg.add(label(x.at(tick), HEIGHT - BOTTOM + 18, "middle", x.label(tick, TICKS)));
    }
    svg.add(segment(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM).with("class", "axis"));
    svg.add(label((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, "middle", xLabel));
    svg.add(label(LEFT - 54, 14, "start", yLabel));
  }

  private static Element line(Series series, Axis x, Axis y) {
    StringBuilder path = new StringBuilder();
    for (Point point : series.points()) {
      path.append(path.isEmpty() ? "M" : "L")
          .append(Element.number(x.at(point.x())))
          .append(' ')
          .append(Element.number(y.at(point.y())));
    }
    return Element.of("path")
        .with("d", path.toString())
        .with("class", "line c" + series.color())
        .add(Element.of("title", series.name()));
  }

  private static Element segment(double x1, double y1, double x2, double y2) {
    return Element.of("line").with("x1", x1).with("y1", y1).with("x2", x2).with("y2", y2);
  }

  private static Element label(double x, double y, String anchor, String text) {
    return Element.of("text", text).with("x", x).with("y", y).with("text-anchor", anchor);
  }
}
