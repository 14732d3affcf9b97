package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.List;
import org.reland.recommend.report.Explanations.Explanation;

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
            "Typical users outside the pool, by rising activity: in each third, the one whose"
                + " similarity to its seed is the median."));
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
    return Element.of("article")
        .add(Element.of("h3", "User " + explanation.user()))
        .add(Element.of("h4", "History (%s items)".formatted(Figures.count(size))))
        .add(titles)
        .add(
            Element.of(
                "h4",
                "Matched seed %s, similarity %s"
                    .formatted(explanation.seed(), Figures.two(explanation.similarity()))))
        .add(Element.of("blockquote", explanation.preference()))
        .add(Element.of("p", explanation.step2()).with("class", "step2"));
  }
}
