package org.reland.cli.doctor;

/** How a thing is. */
enum Verdict {
  GOOD("ok"),
  /** Works, or could, but somebody should know. */
  NOTE("note"),
  /** It may not be looked at, or nothing can be told yet. */
  UNKNOWN("?"),
  WRONG("WRONG");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
