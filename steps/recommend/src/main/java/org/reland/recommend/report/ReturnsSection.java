package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one more token brings on validation, and which number of seeds follows from that. */
record ReturnsSection(List<Results.ReturnRow> returns) {

  List<Element> elements() {
    if (returns.isEmpty()) {
      return List.of();
    }
    String unit = returns.getFirst().unit();
    String lot = unit.equals("tokens") ? "for a million more tokens" : "for 1,000 more " + unit;
    List<List<String>> rows = new ArrayList<>();
    Set<Integer> recommended = new HashSet<>();
    Set<String> named = new HashSet<>();
    for (Results.ReturnRow row : returns) {
      if (named.add(row.backbone())) {
        rows.add(List.of(Names.of(row.backbone())));
      }
      if (row.recommended()) {
        recommended.add(rows.size());
      }
      rows.add(
          List.of(
              Figures.count(row.seeds()),
              Figures.count(row.spent()),
              Figures.metric(row.validation_ndcg10()),
              row.gain() == null ? "" : Figures.difference(row.gain()),
              row.marginal() == null ? "" : Figures.difference(row.marginal())));
    }
    List<Element> elements = new ArrayList<>();
    elements.add(Element.of("h3", "Return on investment"));
    elements.add(
        Element.of(
            "p",
            "What each larger pool gains on the validation items, over the row above and for what it"
                + " costs more; 0 seeds: the same model without rationales. In bold the recommended"
                + " size: the last whose additional "
                + unit
                + " return at least half of what those before them returned on average."));
    elements.add(
        Tables.of(
            0,
            List.of("seeds", unit, "NDCG@10 on validation", "over the row above", lot),
            rows,
            recommended::contains));
    returns.stream()
        .filter(Results.ReturnRow::recommended)
        .forEach(row -> elements.add(Element.of("p", sentence(row))));
    return elements;
  }

  private static String sentence(Results.ReturnRow row) {
    String backbone = Names.of(row.backbone());
    return row.seeds() == 0
        ? "%s: no number of seeds is better on validation than no rationales at all."
            .formatted(backbone)
        : "%s: %s seeds are recommended (sample.size: %s)."
            .formatted(backbone, Figures.count(row.seeds()), Integer.toString(row.seeds()));
  }
}
