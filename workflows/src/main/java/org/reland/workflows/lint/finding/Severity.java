package org.reland.workflows.lint.finding;

import java.util.Locale;

/** How bad it is. */
public enum Severity {
  /** Refused by a server, or ends otherwise than it reads. */
  ERROR,
  /** Works, and will surprise. */
  WARNING;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
