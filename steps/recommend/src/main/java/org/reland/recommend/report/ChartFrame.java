package org.reland.recommend.report;

/**
 * What every chart has: an inline SVG that scales with the page, a grid, and two axes whose titles
 * name a unit. Lengths are SVG units, about pixels of a wide screen.
 *
 * @param x to horizontal positions
 * @param y to vertical positions
 */
record ChartFrame(double height, Axis x, Axis y, String xTitle, String yTitle) {
  static final double WIDTH = 460;
  static final double LEFT = 62;
  static final double RIGHT = WIDTH - 12;
  static final double TOP = 26;
  static final double BOTTOM = 44;
  static final int TICKS = 5;

  /** The lower end of the plane of a chart of this height. */
  static double bottom(double height) {
    return height - BOTTOM;
  }

  /** An empty picture. */
  static Element svg(double height, String title) {
    return Element.of("svg")
        .with("viewBox", "0 0 %s %s".formatted(Element.number(WIDTH), Element.number(height)))
        .with("role", "img")
        .with("aria-label", title)
        .with("class", "chart");
  }

  /** Grid, axes, ticks and titles. */
  void drawInto(Element svg) {
    double bottom = bottom(height);
    for (double tick : y.ticks(TICKS)) {
      svg.add(segment(LEFT, y.at(tick), RIGHT, y.at(tick)).with("class", "grid"));
      svg.add(label(LEFT - 8, y.at(tick) + 4, "end", y.label(tick, TICKS)));
    }
    for (double tick : x.ticks(TICKS)) {
      svg.add(label(x.at(tick), bottom + 18, "middle", x.label(tick, TICKS)));
    }
    svg.add(segment(LEFT, bottom, RIGHT, bottom).with("class", "axis"));
    svg.add(title((LEFT + RIGHT) / 2, height - 6, "middle", xTitle));
    svg.add(title(LEFT - 54, 14, "start", yTitle));
  }

  static Element segment(double x1, double y1, double x2, double y2) {
    return Element.of("line").with("x1", x1).with("y1", y1).with("x2", x2).with("y2", y2);
  }

  static Element label(double x, double y, String anchor, String text) {
    return Element.of("text", text).with("x", x).with("y", y).with("text-anchor", anchor);
  }

  /** What an axis shows, with its unit in brackets. */
  static Element title(double x, double y, String anchor, String text) {
    return label(x, y, anchor, text).with("class", "axis-title");
  }
}
