package org.reland.reasoning.parse;

import java.util.List;

/** What was understood of a reply. */
public sealed interface Parsed {
  /** As in the rationale's status column. */
  String status();

  /**
   * Everything that was asked for.
   *
   * @param preference Step 1, in one line
   * @param categories Step 2: categories
   * @param items Step 2: items, as the model named them
   * @param step2 the text of Step 2, without markup
   */
  record Ok(String preference, List<String> categories, List<String> items, String step2)
      implements Parsed {
    @Override
    public String status() {
      return "ok";
    }
  }

  /**
   * Something is missing, but there is a Step 2 to go on.
   *
   * @param missing what, in words
   */
  record Partial(
      String preference, List<String> categories, List<String> items, String step2, String missing)
      implements Parsed {
    @Override
    public String status() {
      return "partial";
    }
  }

  /**
   * Nothing usable.
   *
   * @param reason why, in words
   */
  record Failed(String reason) implements Parsed {
    @Override
    public String status() {
      return "failed";
    }
  }
}
