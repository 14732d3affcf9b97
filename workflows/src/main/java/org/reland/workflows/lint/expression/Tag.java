package org.reland.workflows.lint.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * What Argo replaces in a text: {@code {{name}}}, or {@code {{=expression}}}.
 *
 * @param content without the braces and the equals sign
 * @param alone whether the text holds nothing else
 * @param closed whether its end is there
 */
public record Tag(String content, boolean expression, boolean alone, boolean closed) {
  /** Those of a text. */
  public static List<Tag> in(String text) {
    List<Tag> tags = new ArrayList<>();
    int from = 0;
    while (true) {
      int start = text.indexOf("{{", from);
      if (start < 0) {
        return tags;
      }
      int end = text.indexOf("}}", start + 2);
      if (end < 0) {
        tags.add(new Tag(text.substring(start + 2), false, false, false));
        return tags;
      }
      String content = text.substring(start + 2, end).strip();
      boolean expression = content.startsWith("=");
      boolean alone = text.strip().length() == end + 2 - start;
      tags.add(new Tag(expression ? content.substring(1) : content, expression, alone, true));
      from = end + 2;
    }
  }

  /** As it is written, on one line. */
  public String shown() {
    return "{{%s%s}}".formatted(expression ? "=" : "", content.replaceAll("\\s+", " "));
  }
}
