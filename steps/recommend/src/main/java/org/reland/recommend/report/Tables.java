package org.reland.recommend.report;

import java.util.List;
import java.util.function.IntPredicate;

/** Tables whose first columns are words and whose others are numbers, aligned right. */
final class Tables {
  private Tables() {}

  /**
   * A table that scrolls sideways on a narrow screen.
   *
   * @param words how many of the columns are words
   */
  static Element of(int words, List<String> header, List<List<String>> rows) {
    return of(words, header, rows, row -> false);
  }

  /**
   * The same with some of the rows in bold. A row of one cell is a heading of those below it.
   *
   * @param isMarked whether the row of this number, from 0, is
   */
  static Element of(
      int words, List<String> header, List<List<String>> rows, IntPredicate isMarked) {
    Element head = Element.of("tr");
    for (int c = 0; c < header.size(); c++) {
      head.add(cell("th", header.get(c), c >= words).with("scope", "col"));
    }
    Element body = Element.of("tbody");
    for (int r = 0; r < rows.size(); r++) {
      List<String> row = rows.get(r);
      Element line = Element.of("tr");
      if (isMarked.test(r)) {
        line.with("class", "marked");
      }
      if (row.size() == 1) {
        line.add(
            Element.of("th", row.getFirst())
                .with("scope", "rowgroup")
                .with("colspan", Integer.toString(header.size())));
        body.add(line);
        continue;
      }
      for (int c = 0; c < row.size(); c++) {
        line.add(cell("td", row.get(c), c >= words));
      }
      body.add(line);
    }
    return Element.of("div")
        .with("class", "scroll")
        .add(Element.of("table").add(Element.of("thead").add(head)).add(body));
  }

  private static Element cell(String name, String text, boolean number) {
    Element cell = Element.of(name, text);
    return number ? cell.with("class", "number") : cell;
  }
}
