package org.reland.workflows.lint.rule;

import java.util.Collection;
import org.reland.kit.config.Nearest;

/** The end of a remedy: the known name that was probably meant. */
final class Suggestion {
  /** Of more the list would hide the rest of the message. */
  private static final int MOST_LISTED = 12;

  private Suggestion() {}

  /** Empty where nothing is near and there are too many to list them. */
  static String of(String name, Collection<String> known) {
    if (known.isEmpty()) {
      return "";
    }
    String hint = Nearest.hint(name, known);
    return hint.contains("did you mean") || known.size() <= MOST_LISTED ? hint : "";
  }
}
