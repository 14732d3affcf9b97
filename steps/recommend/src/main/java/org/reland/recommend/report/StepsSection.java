package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.List;
import org.reland.recommend.report.BarChart.Bar;

/**
 * What every step of a run took and which artifacts it stands on. Times are a run's and not its
 * results', so the step that makes the report leaves them out, and whoever ends the run fills them
 * in: the artifact stays the same from run to run.
 */
public record StepsSection(List<Line> lines) {
  /** Where in the page the section goes. */
  static final String PLACE = "steps";

  /**
   * One node of the run.
   *
   * @param seconds wall time, the sum over its shards; 0 where all of it was there already
   * @param rows written, over all outputs
   * @param key of its artifacts, that is their folder; empty where the node did not come to an end
   */
  public record Line(
      String node, int shards, double seconds, long rows, boolean isCached, String key) {}

  /** The page with this section in it. */
  public String in(String page) {
    StringBuilder section = new StringBuilder();
    elements().forEach(section::append);
    return page.replace(Element.comment(PLACE).toString(), section);
  }

  private List<Element> elements() {
    double most = lines.stream().mapToDouble(Line::seconds).max().orElse(0);
    List<Bar> bars = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Line line : lines) {
      bars.add(
          new Bar(
              line.node(),
              most > 0 ? line.seconds() / most : 0,
              line.isCached() ? "was there" : Figures.seconds(line.seconds()),
              2));
      rows.add(
          List.of(
              line.node(), line.key(), Figures.count(line.shards()), Figures.count(line.rows())));
    }
    return List.of(
        Element.of("h2", "Steps"),
        Element.of(
            "p",
            "What each took in this run. What was there already, from an earlier run with the same"
                + " inputs and settings, took no time."),
        BarChart.draw("wall time, the sum over shards (s)", bars),
        Element.of("h3", "Lineage"),
        Element.of(
            "p",
            "The key under which the artifacts of each step lie in the store: a hash of the step,"
                + " its version, its settings, the seed and the content of its inputs. The same key"
                + " is the same result."),
        Tables.of(2, List.of("step", "key", "shards", "rows"), rows));
  }
}
