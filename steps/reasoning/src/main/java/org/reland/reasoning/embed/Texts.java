package org.reland.reasoning.embed;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.Rationale;

/** Which words of items and rationales are encoded. */
final class Texts {
  private static final String BETWEEN = ". ";

  private Texts() {}

  /**
   * The text of an item.
   *
   * @param fields of title, brand, categories
   */
  static String of(Item item, List<String> fields) {
    List<String> parts = new ArrayList<>();
    for (String field : fields) {
      switch (field) {
        case "title" -> parts.add(item.title());
        case "brand" -> parts.add(item.brand());
        case "categories" -> parts.addAll(item.categories());
        default -> throw new IllegalArgumentException(field);
      }
    }
    return String.join(BETWEEN, parts);
  }

  /**
   * The text of a rationale. Of Step 2 the entries, without its labels: a shop may well sell things
   * that are called "products".
   *
   * @param which step2, preference or all
   */
  static String of(Rationale rationale, String which) {
    return switch (which) {
      case "step2" ->
          rationale.categories().isEmpty() && rationale.items().isEmpty()
              ? rationale.step2()
              : String.join(
                  BETWEEN,
                  Stream.concat(rationale.categories().stream(), rationale.items().stream())
                      .toList());
      case "preference" -> rationale.preference();
      case "all" -> rationale.text();
      default -> throw new IllegalArgumentException(which);
    };
  }
}
