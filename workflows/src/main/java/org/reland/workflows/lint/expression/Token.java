package org.reland.workflows.lint.expression;

/**
 * A piece of an expression.
 *
 * @param position of its first character, from 0
 */
record Token(Kind kind, String text, int position) {
  enum Kind {
    NAME,
    NUMBER,
    TEXT,
    SIGN,
    END
  }

  boolean is(String sign) {
    return (kind == Kind.SIGN || kind == Kind.NAME) && text.equals(sign);
  }

  /** As a message names it. */
  String shown() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
