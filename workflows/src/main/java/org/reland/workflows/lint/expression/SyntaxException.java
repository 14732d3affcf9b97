package org.reland.workflows.lint.expression;

/** A text that is not of its language; the message says where and what was expected. */
public final class SyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  SyntaxException(String message, int position) {
    super("%s at character %d".formatted(message, position + 1));
  }
}
