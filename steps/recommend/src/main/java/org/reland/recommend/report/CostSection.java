package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.List;
import org.reland.recommend.report.BarChart.Bar;

/**
 * What the rationales cost beside methods that ask about every user and item (KAR, Xi et al.,
 * RecSys 2024) or every interaction (SLIM, Wang et al., WWW 2024).
 */
record CostSection(Results results) {

  List<Element> elements() {
    Results.Cost cost = results.cost();
    Results.Data data = results.data();
    if (cost.inferences() == 0) {
      return ownPools();
    }
    long kar = data.users() + data.items();
    long slim = data.interactions();
    double tokens = (double) (cost.tokens_in() + cost.tokens_out()) / cost.inferences();
    List<Element> elements = new ArrayList<>();
    elements.addAll(
        List.of(
            Element.of("h2", "Cost"),
            Element.of("p", Generators.sentence(cost)),
            BarChart.draw("inferences (number)", bars(cost.inferences(), kar, slim)),
            Element.of(
                "p",
                "KAR asks |U| + |I| times, SLIM |D| times, once for each interaction; ReLand needs %s of the first and %s of the second."
                    .formatted(
                        Figures.percent((double) cost.inferences() / kar),
                        Figures.percent((double) cost.inferences() / slim))),
            BarChart.draw(
                "tokens, in and out (number)",
                bars(
                    cost.tokens_in() + cost.tokens_out(),
                    Math.round(kar * tokens),
                    Math.round(slim * tokens))),
            Element.of(
                "p",
                "For KAR and SLIM an estimate: their inferences at the mean of this run, %s tokens each."
                    .formatted(Figures.count(Math.round(tokens)))),
            Tables.of(
                1,
                List.of("of this run", "number"),
                List.of(
                    List.of("inferences", Figures.count(cost.inferences())),
                    List.of("tokens in", Figures.count(cost.tokens_in())),
                    List.of("tokens out", Figures.count(cost.tokens_out())),
                    List.of("seconds, all calls together", Figures.two(cost.seconds()))))));
    elements.addAll(ownPools());
    return elements;
  }

  private List<Element> ownPools() {
    if (results.own_pools().isEmpty()) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    for (Results.OwnPool pool : results.own_pools()) {
      Results.Cost cost = pool.cost();
      rows.add(
          List.of(
              Names.of(pool.variant()),
              cost.generator(),
              Figures.count(cost.inferences()),
              Figures.count(cost.tokens_in()),
              Figures.count(cost.tokens_out()),
              Figures.two(cost.seconds())));
    }
    return List.of(
        Element.of("h3", "Ablations with rationales of their own, not counted above"),
        Tables.of(
            2,
            List.of("variant", "written by", "inferences", "tokens in", "tokens out", "seconds"),
            rows));
  }

  private static List<Bar> bars(long reland, long kar, long slim) {
    long most = Math.max(reland, Math.max(kar, slim));
    return List.of(
        bar("ReLand (this run)", reland, most, 2),
        bar("KAR: every user and item", kar, most, 0),
        bar("SLIM: every interaction", slim, most, 1));
  }

  private static Bar bar(String name, long count, long most, int color) {
    return new Bar(name, (double) count / Math.max(1, most), Figures.count(count), color);
  }
}
