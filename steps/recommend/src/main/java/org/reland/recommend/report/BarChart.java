package org.reland.recommend.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /**
   * The chart.
   *
   * @param caption what the bars show, with the unit in brackets
   */
  static Element draw(String caption, List<Bar> bars) {
    return table(bars, Element.of("caption", caption));
  }

  /** One of several that share the caption of the first. */
  static Element continued(List<Bar> bars) {
    return table(bars, null);
  }

  private static Element table(List<Bar> bars, @Nullable Element caption) {
    Element table = Element.of("table").with("class", "bars");
    if (caption != null) {
      table.add(caption);
    }
    for (Bar bar : bars) {
      Element svg =
          Element.of("svg")
              .with("viewBox", "0 0 100 10")
              .with("preserveAspectRatio", "none")
              .with("aria-hidden", "true")
              .add(
                  Element.of("rect")
                      .with("width", bar.share() > 0 ? Math.clamp(100 * bar.share(), 0.4, 100) : 0)
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
