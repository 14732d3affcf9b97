package org.reland.reasoning.prompt;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Step 0 of the method, for shops whose titles are advertisements: takes promotional and peripheral
 * text out of a title by the rules of the template.
 */
final class Condenser {
  private static final Pattern EMPTY_BRACKETS = Pattern.compile("\\(\\s*\\)|\\[\\s*\\]|\\{\\s*\\}");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern LOOSE_COMMAS = Pattern.compile("\\s*([,;|/])(?:\\s*[,;|/])+");
  private static final Pattern ENDS = Pattern.compile("^[\\s,;:|/*-]+|[\\s,;:|/*-]+$");

  private final List<Pattern> noise;

  Condenser(List<Pattern> noise) {
    this.noise = noise;
  }

  /** The title without noise; the title itself where nothing else is left. */
  String condense(String title) {
    String text = title;
    for (Pattern pattern : noise) {
      text = pattern.matcher(text).replaceAll(" ");
    }
    text = EMPTY_BRACKETS.matcher(text).replaceAll(" ");
    text = LOOSE_COMMAS.matcher(text).replaceAll("$1");
    text = ENDS.matcher(text).replaceAll("");
    text = SPACES.matcher(text).replaceAll(" ").replace(" ,", ",");
    return text.isEmpty() ? title : text;
  }
}
