package org.reland.recommend.report;

import java.util.List;

/** Lines over a common x axis, as inline SVG that scales with the page. */
final class LineChart {
  private static final double HEIGHT = 270;

  private final String title;
  private final String xLabel;
  private final String yLabel;
  private final boolean closeUp;

  /** With a y axis from 0. */
  LineChart(String title, String xLabel, String yLabel) {
    this(title, xLabel, yLabel, false);
  }

  /**
   * A chart.
   *
   * @param closeUp whether the y axis begins at the lowest point, and points are marked: for a few
   *     that lie close together
   */
  LineChart(String title, String xLabel, String yLabel, boolean closeUp) {
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
    this.closeUp = closeUp;
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
    Element svg = ChartFrame.svg(HEIGHT, title);
    List<Point> all = series.stream().flatMap(s -> s.points().stream()).toList();
    if (all.isEmpty()) {
      return svg;
    }
    Axis x =
        Axis.round(
            all.stream().mapToDouble(Point::x).min().orElse(0),
            all.stream().mapToDouble(Point::x).max().orElse(1),
            ChartFrame.TICKS,
            ChartFrame.LEFT,
            ChartFrame.RIGHT);
    Axis y =
        Axis.round(
            Math.min(
                closeUp ? Double.POSITIVE_INFINITY : 0,
                all.stream().mapToDouble(Point::y).min().orElse(0)),
            all.stream().mapToDouble(Point::y).max().orElse(1),
            ChartFrame.TICKS,
            ChartFrame.bottom(HEIGHT),
            ChartFrame.TOP);
    new ChartFrame(HEIGHT, x, y, xLabel, yLabel).drawInto(svg);
    series.forEach(line -> svg.add(line(line, x, y)));
    if (closeUp) {
      series.forEach(line -> line.points().forEach(point -> svg.add(mark(line, point, x, y))));
    }
    return svg;
  }

  private static Element mark(Series series, Point point, Axis x, Axis y) {
    return Element.of("circle")
        .with("cx", x.at(point.x()))
        .with("cy", y.at(point.y()))
        .with("r", 4)
        .with("class", "bar c" + series.color());
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
        .with("class", "line curve c" + series.color())
        .add(Element.of("title", series.name()));
  }
}
