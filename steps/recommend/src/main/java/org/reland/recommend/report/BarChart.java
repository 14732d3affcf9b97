package org.reland.recommend.report;

import java.util.List;

/** Horizontal bars with their names and values, as a table: aligned, readable and selectable. */
final class BarChart {
  private BarChart() {}

  /**
   * One bar.
   *
   * @param share of the full width, 0 .. 1
   * @param color number of the colour class, from 0
   */
  record Bar(String name, double share, String value, int color) {}

  static Element draw(List<Bar> bars) {
    Element table = Element.of("table").with("class", "bars");
    for (Bar bar : bars) {
      Element svg =
          Element.of("svg")
              .with("viewBox", "0 0 100 10")
              .with("preserveAspectRatio", "none")
              .with("aria-hidden", "true")
              .add(
                  Element.of("rect")
                      .with("width", Math.clamp(100 * bar.share(), 0.4, 100))
                      .with("height", "10")
                      .with("class", "bar c" + bar.color()));
      table.add(
          Element.of("tr")
              .add(Element.of("th", bar.name()).with("scope", "row"))
              .add(Element.of("td").with("class", "track").add(svg))
              .add(Element.of("td", bar.value()).with("class", "number")));
    }
    return table;
  }
}
