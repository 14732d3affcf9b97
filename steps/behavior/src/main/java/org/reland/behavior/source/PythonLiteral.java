package org.reland.behavior.source;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A dictionary as Python's {@code repr} writes it, of texts, numbers, True, False, None, lists and
 * tuples. Definition: the Python language reference, "Literals". Nothing is evaluated.
 */
final class PythonLiteral {
  private static final int DEEPEST = 64;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String text;
  private int at;

  private PythonLiteral(String text) {
    this.text = text;
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException saying at which character it is none
   */
  static ObjectNode dictionary(String text) {
    var literal = new PythonLiteral(text);
    literal.blanks();
    if (literal.peek() != '{') {
      throw literal.expected("{");
    }
    ObjectNode dictionary = literal.braces(0);
    literal.blanks();
    if (literal.at < text.length()) {
      throw literal.expected("the end of the line");
    }
    return dictionary;
  }

  private ObjectNode braces(int depth) {
    ObjectNode object = JSON.objectNode();
    at++;
    blanks();
    while (peek() != '}') {
      JsonNode key = value(depth + 1);
      blanks();
      take(':');
      object.set(key.asString(""), value(depth + 1));
      comma('}');
    }
    at++;
    return object;
  }

  private ArrayNode list(char end, int depth) {
    ArrayNode array = JSON.arrayNode();
    at++;
    blanks();
    while (peek() != end) {
      array.add(value(depth + 1));
      comma(end);
    }
    at++;
    return array;
  }

  private void comma(char end) {
    blanks();
    if (peek() != end) {
      take(',');
      blanks();
    }
  }

  private JsonNode value(int depth) {
    if (depth > DEEPEST) {
      throw expected("less depth than " + DEEPEST);
    }
    blanks();
    char first = peek();
    return switch (first) {
      case '{' -> braces(depth);
      case '[' -> list(']', depth);
      case '(' -> list(')', depth);
      case '\'', '"' -> JSON.stringNode(string());
      default -> word();
    };
  }

  private JsonNode word() {
    int from = at;
    while ("+-._".indexOf(peek()) >= 0 || Character.isLetterOrDigit(peek())) {
      at++;
    }
    String word = text.substring(from, at);
    if ((word.equals("u") || word.equals("b")) && (peek() == '\'' || peek() == '"')) {
      return JSON.stringNode(string());
    }
    return switch (word) {
      case "True" -> JSON.booleanNode(true);
      case "False" -> JSON.booleanNode(false);
      case "None" -> JSON.nullNode();
      default -> number(word, from);
    };
  }

  private JsonNode number(String word, int from) {
    try {
      return word.matches("[-+]?[0-9]{1,18}")
          ? JSON.numberNode(Long.parseLong(word))
          : JSON.numberNode(Double.parseDouble(word));
    } catch (NumberFormatException e) {
      at = from;
      throw expected("a value");
    }
  }

  private String string() {
    char quote = text.charAt(at++);
    var string = new StringBuilder();
    while (peek() != quote) {
      char c = peek();
      at++;
      if (c == '\\') {
        escape(string);
      } else if (c == 0 && at > text.length()) {
        throw expected("the end of the text, " + quote);
      } else {
        string.append(c);
      }
    }
    at++;
    return string.toString();
  }

  private void escape(StringBuilder string) {
    char c = peek();
    at++;
    switch (c) {
      case 'n' -> string.append('\n');
      case 't' -> string.append('\t');
      case 'r' -> string.append('\r');
      case 'x' -> string.append(hexadecimal(2));
      case 'u' -> string.append(hexadecimal(4));
      case 'U' -> string.append(hexadecimal(8));
      case '\\', '\'', '"' -> string.append(c);
      default -> string.append('\\').append(c); // as Python keeps escapes that it does not know
    }
  }

  private String hexadecimal(int digits) {
    try {
      int code = Integer.parseInt(text.substring(at, at + digits), 16);
      at += digits;
      return Character.toString(code);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw expected(digits + " hexadecimal digits");
    }
  }

  private void take(char c) {
    if (peek() != c) {
      throw expected(Character.toString(c));
    }
    at++;
  }

  private void blanks() {
    while (Character.isWhitespace(peek())) {
      at++;
    }
  }

  /** The character that is next; 0 after the last. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private IllegalArgumentException expected(String what) {
    return new IllegalArgumentException(
        "%s is expected at character %d".formatted(what, Math.min(at, text.length()) + 1));
  }
}
