package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.List;
import org.reland.recommend.report.Explanations.Explanation;
import org.reland.recommend.report.Explanations.Ranking;
import org.reland.recommend.report.Explanations.Recommended;

/** Users with their history and the rationale that they were matched with. */
record ExplanationsSection(List<Explanation> explanations) {
  private static final int TITLES = 12;

  List<Element> elements() {
    if (explanations.isEmpty()) {
      return List.of();
    }
    List<Element> elements = new ArrayList<>();
    elements.add(Element.of("h2", "Explained users"));
    elements.add(
        Element.of(
            "p",
            "Typical users outside the pool, by rising activity: in each group, the one whose"
                + " similarity to its seed is the median. Recommendations leave out what the user"
                + " has in training and validation; \u2713 marks what the user came to in the test"
                + " part."));
    explanations.forEach(explanation -> elements.add(card(explanation)));
    return elements;
  }

  private static Element card(Explanation explanation) {
    int size = explanation.history().size();
    Element titles = Element.of("ol");
    for (String title : explanation.history().subList(Math.max(0, size - TITLES), size)) {
      titles.add(Element.of("li", title));
    }
    titles.with("start", Integer.toString(Math.max(1, size - TITLES + 1)));
    Element card = Element.of("article");
    card.add(Element.of("h3", "User " + explanation.user()))
        .add(Element.of("h4", "History (%s items)".formatted(Figures.count(size))))
        .add(titles)
        .add(
            Element.of(
                "h4",
                "Matched seed %s, similarity %s"
                    .formatted(explanation.seed(), Figures.two(explanation.similarity()))))
        .add(Element.of("blockquote", explanation.preference()))
        .add(Element.of("p", explanation.step2()).with("class", "step2"));
    return explanation.rankings().isEmpty() ? card : card.addAll(rankings(explanation));
  }

  private static List<Element> rankings(Explanation explanation) {
    Element grid = Element.of("div").with("class", "rankings");
    for (Ranking ranking : explanation.rankings()) {
      Element items = Element.of("ol");
      for (Recommended item : ranking.items()) {
        Element line = Element.of("li", item.title());
        items.add(item.isHit() ? line.text(" \u2713").with("class", "hit") : line);
      }
      grid.add(
          Element.of("div")
              .add(
                  Element.of("h5", Names.of(ranking.variant()))
                      .with("class", "named c" + Names.color(ranking.variant())))
              .add(Element.of("p", Names.of(ranking.backbone())).with("class", "backbone"))
              .add(items));
    }
    return List.of(Element.of("h4", "Recommended, best first"), grid);
  }
}
