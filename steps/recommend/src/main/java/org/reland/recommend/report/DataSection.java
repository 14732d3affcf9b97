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
    boolean examples = intake.stream().anyMatch(row -> row.example() != null);
    List<List<String>> rows = new ArrayList<>();
    for (Intake row : intake) {
      List<String> cells = new ArrayList<>(List.of(row.what()));
      if (examples) {
        cells.add(row.example() == null ? "" : row.example());
      }
      cells.add(Figures.count(row.interactions()));
      cells.add(count(row.users()));
      cells.add(count(row.items()));
      rows.add(cells);
    }
    List<String> header =
        examples
            ? List.of("what", "the first such row", "interactions", "users", "items")
            : List.of("what", "interactions", "users", "items");
    return List.of(
        Element.of("h2", "Data"),
        Element.of(
            "p",
            "What was read, what was left out and why, what is kept. Rows that are noted are among"
                + " those kept."),
        Tables.of(examples ? 2 : 1, header, rows));
  }

  private static String count(@Nullable Long value) {
    return value == null ? "" : Figures.count(value);
  }
}
