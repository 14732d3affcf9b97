package org.reland.recommend.report;

import java.util.Collection;
import java.util.Locale;

/**
 * An element of HTML or SVG under construction. Text and attribute values are escaped here, so that
 * no title, rationale or user id can break the page or run in it.
 */
final class Element {
  private final String name;
  private final StringBuilder attributes = new StringBuilder();
  private final StringBuilder content = new StringBuilder();

  private Element(String name) {
    this.name = name;
  }

  static Element of(String name) {
    return new Element(name);
  }

  /** An element with text in it. */
  static Element of(String name, String text) {
    return new Element(name).text(text);
  }

  /** A comment, for whoever fills the page further. */
  static Element comment(String text) {
    return new Element("!--").text(text);
  }

  Element with(String attribute, String value) {
    attributes.append(' ').append(attribute).append("=\"").append(escape(value)).append('"');
    return this;
  }

  /** A coordinate or length, to a hundredth. */
  Element with(String attribute, double value) {
    return with(attribute, number(value));
  }

  Element text(String text) {
    content.append(escape(text));
    return this;
  }

  Element add(Element child) {
    child.writeTo(content);
    return this;
  }

  Element addAll(Collection<Element> children) {
    children.forEach(this::add);
    return this;
  }

  /** Hundredths without trailing zeros, always with a point. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c >= ' ' || c == '\n' || c == '\t' ? c : ' ');
      }
    }
    return escaped.toString();
  }

  private void writeTo(StringBuilder out) {
    out.append('<').append(name).append(attributes);
    if (name.equals("!--")) {
      out.append(content).append("-->");
    } else if (name.equals("meta") || name.equals("br")) {
      out.append('>');
    } else {
      out.append('>').append(content).append("</").append(name).append('>');
    }
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    writeTo(out);
    return out.toString();
  }
}
