package org.reland.reasoning.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.reland.kit.artifact.Item;

/**
 * How one item of a history is written, as in <code>{number}. {title}[ ({brand})];</code>: fields
 * in braces; what stands in square brackets is left out where a field in it is unknown.
 */
public final class ItemForm {
  static final Set<String> FIELDS = Set.of("number", "title", "brand", "category", "categories");

  private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

  private final List<Part> parts;

  private ItemForm(List<Part> parts) {
    this.parts = parts;
  }

  private sealed interface Part {}

  private record Literal(String text) implements Part {}

  private record Field(String name) implements Part {}

  private record IfKnown(List<Part> parts) implements Part {}

  /**
   * Reads a form.
   *
   * @throws IllegalArgumentException with what is wrong with it
   */
  static ItemForm parse(String text) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('[', at);
      int close = text.indexOf(']', at);
      if (close >= 0 && (open < 0 || close < open)) {
        throw new IllegalArgumentException("a ']' without a '['");
      }
      if (open < 0) {
        fields(text.substring(at), parts);
        break;
      }
      if (close < 0 || text.substring(open + 1, close).contains("[")) {
        throw new IllegalArgumentException("a '[' without its own ']'");
      }
      fields(text.substring(at, open), parts);
      List<Part> inner = new ArrayList<>();
      fields(text.substring(open + 1, close), inner);
      parts.add(new IfKnown(inner));
      at = close + 1;
    }
    return new ItemForm(List.copyOf(parts));
  }

  private static void fields(String text, List<Part> into) {
    int at = 0;
    for (Placeholder placeholder : Placeholder.in(text)) {
      if (!FIELDS.contains(placeholder.name())) {
        throw new IllegalArgumentException(Placeholder.unknown(placeholder.name(), FIELDS));
      }
      into.add(new Literal(text.substring(at, placeholder.start())));
      into.add(new Field(placeholder.name()));
      at = placeholder.end();
    }
    into.add(new Literal(text.substring(at)));
  }

  /**
   * Writes an item.
   *
   * @param number its place in the list, from 1
   * @param title in place of the item's own: condensing may have shortened it
   */
  String write(int number, String title, Item item) {
    StringBuilder out = new StringBuilder();
    write(parts, number, title, item, out);
    return out.toString();
  }

  /** Returns whether every field was known. */
  private static boolean write(
      List<Part> parts, int number, String title, Item item, StringBuilder out) {
    boolean known = true;
    for (Part part : parts) {
      switch (part) {
        case Literal literal -> out.append(literal.text());
        case Field field -> {
          String value = BREAKS.matcher(value(field.name(), number, title, item)).replaceAll(" ");
          known &= !value.isEmpty();
          out.append(value);
        }
        case IfKnown optional -> {
          int before = out.length();
          if (!write(optional.parts(), number, title, item, out)) {
            out.setLength(before);
          }
        }
      }
    }
    return known;
  }

  private static String value(String field, int number, String title, Item item) {
    return switch (field) {
      case "number" -> Integer.toString(number);
      case "title" -> title;
      case "brand" -> item.brand();
      case "category" -> item.categories().isEmpty() ? "" : item.categories().getLast();
      case "categories" -> String.join(" ", item.categories());
      default -> throw new IllegalStateException(field);
    };
  }
}
