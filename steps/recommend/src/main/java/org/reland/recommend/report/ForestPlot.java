package org.reland.recommend.report;

import java.util.List;

/**
 * Effects with their intervals, one below the other against the line of no effect (Lewis and
 * Clarke, "Forest plots: trying to see the wood and the trees", BMJ 2001).
 */
final class ForestPlot {
  private static final double PITCH = 42;
  private static final double MARGIN = 12;
  private static final double MARK = 5;

  private ForestPlot() {}

  /**
   * One effect, in percent.
   *
   * @param color number of the colour class, from 0
   */
  record Row(String name, int color, double gain, double low, double high) {}

  /** The plot; {@code low} and {@code high} are the least and greatest percentages to show. */
  static Element draw(String title, String xTitle, List<Row> rows, double low, double high) {
    double bottom = ChartFrame.TOP + PITCH * rows.size();
    double height = bottom + ChartFrame.BOTTOM;
    Axis x =
        Axis.round(
            Math.min(0, low),
            Math.max(0, high),
            ChartFrame.TICKS,
            MARGIN + 12,
            ChartFrame.WIDTH - MARGIN - 12);
    Element svg = ChartFrame.svg(height, title);
    svg.add(ChartFrame.label(MARGIN, 14, "start", title).with("class", "title"));
    for (double tick : x.ticks(ChartFrame.TICKS)) {
      svg.add(
          ChartFrame.segment(x.at(tick), ChartFrame.TOP, x.at(tick), bottom)
              .with("class", Math.abs(tick) < 1e-9 ? "axis" : "grid"));
      svg.add(ChartFrame.label(x.at(tick), bottom + 18, "middle", x.label(tick, ChartFrame.TICKS)));
    }
    svg.add(ChartFrame.title(ChartFrame.WIDTH / 2, height - 6, "middle", xTitle));
    for (int n = 0; n < rows.size(); n++) {
      add(svg, rows.get(n), x, ChartFrame.TOP + PITCH * n);
    }
    return svg;
  }

  private static void add(Element svg, Row row, Axis x, double top) {
    double y = top + 30;
    String color = "c" + row.color();
    svg.add(ChartFrame.label(MARGIN, top + 18, "start", row.name()).with("class", "halo"));
    svg.add(
        ChartFrame.segment(x.at(row.low()), y, x.at(row.high()), y).with("class", "line " + color));
    for (double end : new double[] {row.low(), row.high()}) {
      svg.add(
          ChartFrame.segment(x.at(end), y - MARK, x.at(end), y + MARK)
              .with("class", "line " + color));
    }
    svg.add(
        Element.of("rect")
            .with("x", x.at(row.gain()) - MARK)
            .with("y", y - MARK)
            .with("width", 2 * MARK)
            .with("height", 2 * MARK)
            .with("class", "bar " + color));
  }
}
