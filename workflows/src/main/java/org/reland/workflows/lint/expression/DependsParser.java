package org.reland.workflows.lint.expression;

import java.util.Optional;

/** Reads {@code a && (b.Failed || !c)}; and binds tighter than or. */
final class DependsParser {
  private final String text;
  private int at;

  DependsParser(String text) {
    this.text = text;
  }

  Depends parse() throws SyntaxException {
    Depends whole = either();
    if (!isAtEnd()) {
      throw new SyntaxException("'&&', '||' or the end is expected", at);
    }
    return whole;
  }

  private Depends either() throws SyntaxException {
    Depends left = both();
    while (accept("||")) {
      left = new Depends.Either(left, both());
    }
    return left;
  }

  private Depends both() throws SyntaxException {
    Depends left = single();
    while (accept("&&")) {
      left = new Depends.Both(left, single());
    }
    return left;
  }

  private Depends single() throws SyntaxException {
    if (accept("!")) {
      return new Depends.Not(single());
    }
    if (accept("(")) {
      Depends inner = either();
      if (!accept(")")) {
        throw new SyntaxException("')' is expected", at);
      }
      return inner;
    }
    String task = name();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      return new Depends.Outcome(task, Optional.of(name()));
    }
    return new Depends.Outcome(task, Optional.empty());
  }

  private String name() throws SyntaxException {
    isAtEnd();
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "-_".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    if (at == start) {
      throw new SyntaxException("the name of a task is expected", at);
    }
    return text.substring(start, at);
  }

  private boolean accept(String sign) {
    boolean there = !isAtEnd() && text.startsWith(sign, at);
    at += there ? sign.length() : 0;
    return there;
  }

  /** Passes over spaces. */
  private boolean isAtEnd() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at == text.length();
  }
}
