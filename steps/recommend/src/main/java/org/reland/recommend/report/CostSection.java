package org.reland.recommend.report;

import java.util.List;
import org.reland.recommend.report.BarChart.Bar;

/** What the rationales cost beside methods that ask about every user or every interaction. */
record CostSection(Results results) {

  List<Element> elements() {
    Results.Cost cost = results.cost();
    Results.Data data = results.data();
    if (cost.inferences() == 0) {
      return List.of();
    }
    long kar = data.users() + data.items();
    long slim = data.interactions();
    return List.of(
        Element.of("h2", "Cost"),
        Element.of("p", Generators.sentence(cost)),
        BarChart.draw(
            List.of(
                bar("ReLand (this run)", cost.inferences(), slim, 2),
                bar("KAR: every user and item", kar, slim, 0),
                bar("SLIM: every interaction", slim, slim, 1))),
        Element.of(
            "p",
            "Inferences. KAR asks |U| + |I| times, SLIM once for each interaction; ReLand needs %s of the first and %s of the second."
                .formatted(
                    Figures.percent((double) cost.inferences() / kar),
                    Figures.percent((double) cost.inferences() / slim))),
        Tables.of(
            1,
            List.of("", ""),
            List.of(
                List.of("tokens in", Figures.count(cost.tokens_in())),
                List.of("tokens out", Figures.count(cost.tokens_out())),
                List.of("seconds", Figures.two(cost.seconds())))));
  }

  private static Bar bar(String name, long count, long most, int color) {
    return new Bar(name, (double) count / Math.max(1, most), Figures.count(count), color);
  }
}
