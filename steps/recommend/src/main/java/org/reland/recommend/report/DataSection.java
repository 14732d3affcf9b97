package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reland.kit.artifact.Intake;

/** What became of the raw data: read, left out and why, kept. */
record DataSection(List<Intake> intake) {

  List<Element> elements() {
    if (intake.isEmpty()) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    Element examples = Element.of("ul").with("class", "examples");
    for (Intake row : intake) {
      rows.add(
          List.of(
              row.what(),
              Figures.count(row.interactions()),
              count(row.users()),
              count(row.items())));
      if (row.example() != null) {
        examples.add(Element.of("li", row.what() + ": " + row.example()));
      }
    }
    List<Element> elements = new ArrayList<>();
    elements.add(Element.of("h2", "Data"));
    elements.add(
        Element.of(
            "p",
            "What was read, what was left out and why, what is kept. Rows that are noted are among"
                + " those kept."));
    elements.add(Tables.of(1, List.of("what", "interactions", "users", "items"), rows));
    if (intake.stream().anyMatch(row -> row.example() != null)) {
      elements.add(Element.of("p", "The first of their kind:"));
      elements.add(examples);
    }
    return elements;
  }

  private static String count(@Nullable Long value) {
    return value == null ? "" : Figures.count(value);
  }
}
