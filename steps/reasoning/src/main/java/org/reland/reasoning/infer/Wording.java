package org.reland.reasoning.infer;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.reland.kit.artifact.Item;

/** Puts findings into the words and the form that the prompt asks a model for. */
final class Wording {
  private static final List<String> WITH_BRANDS =
      List.of(
          "You mostly choose %s, with a liking for %s.",
          "Your choices centre on %s, often from %s.",
          "You prefer %s and come back to %s.",
          "You look for %s and trust names such as %s.");
  private static final List<String> WITHOUT_BRANDS =
      List.of(
          "You mostly choose %s.",
          "Your choices centre on %s.",
          "You prefer %s and come back to them.",
          "You look above all for %s.");
  private static final String NOTHING_KNOWN = "You choose a bit of everything.";

  private final int turn;

  private Wording(int turn) {
    this.turn = turn;
  }

  /** The wording for a user: always the same for the same one. */
  static Wording of(String id) {
    // The hash of a String is laid down by its specification.
    return new Wording(Math.floorMod(id.hashCode(), WITH_BRANDS.size()));
  }

  /**
   * The whole reply.
   *
   * @param preferred the user's own categories, best first
   * @param brands the user's own brands, best first
   */
  String write(
      List<String> preferred, List<String> brands, List<String> categories, List<Item> items) {
    return "Step 1:\n%s\n\nStep 2:\nCategories: %s\nProducts: %s"
        .formatted(
            preference(preferred, brands),
            String.join(", ", categories),
            IntStream.range(0, items.size())
                .mapToObj(i -> i + 1 + ". " + label(items.get(i)))
                .collect(Collectors.joining(" ")));
  }

  private String preference(List<String> preferred, List<String> brands) {
    if (preferred.isEmpty()) {
      return brands.isEmpty() ? NOTHING_KNOWN : WITHOUT_BRANDS.get(turn).formatted(and(brands));
    }
    return brands.isEmpty()
        ? WITHOUT_BRANDS.get(turn).formatted(and(preferred))
        : WITH_BRANDS.get(turn).formatted(and(preferred), and(brands));
  }

  private static String and(List<String> names) {
    return names.size() < 2
        ? names.getFirst()
        : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }

  private static String label(Item item) {
    String title = item.title().replaceAll("\\s+", " ").strip();
    return item.brand().isBlank() ? title : title + " (" + item.brand().strip() + ")";
  }
}
