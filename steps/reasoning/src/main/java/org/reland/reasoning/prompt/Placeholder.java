package org.reland.reasoning.prompt;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.reland.kit.config.Nearest;

/** A name in braces, and where it stands in its text. */
record Placeholder(String name, int start, int end) {
  private static final Pattern FORM = Pattern.compile("\\{([^{}\\s]*)\\}");

  static List<Placeholder> in(String text) {
    return FORM.matcher(text)
        .results()
        .map(m -> new Placeholder(m.group(1), m.start(), m.end()))
        .toList();
  }

  static String unknown(String name, Collection<String> known) {
    return "unknown placeholder {%s}%s".formatted(name, Nearest.hint(name, known));
  }
}
