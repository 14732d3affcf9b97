package org.reland.workflows.lint.expression;

import java.util.ArrayList;
import java.util.List;

/** Cuts an expression into tokens. Definition: expr-lang.org, Language Definition. */
final class Tokenizer {
  /** Longer ones first. */
  private static final List<String> SIGNS =
      List.of(
          "&&", "||", "==", "!=", "<=", ">=", "**", "??", "?.", "?:", "..", "+", "-", "*", "/", "%",
          "^", "<", ">", "!", "?", ":", "(", ")", "[", "]", "{", "}", ",", ".", "|", "#", "=", ";");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Tokenizer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) throws SyntaxException {
    Tokenizer tokenizer = new Tokenizer(text);
    tokenizer.run();
    return tokenizer.tokens;
  }

  private void run() throws SyntaxException {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '\'' || c == '"' || c == '`') {
        quoted(c);
      } else if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
        number();
      } else if (Character.isLetter(c) || c == '_' || c == '$') {
        name();
      } else {
        sign();
      }
    }
    tokens.add(new Token(Token.Kind.END, "", at));
  }

  private boolean isDigit(int position) {
    return position < text.length() && Character.isDigit(text.charAt(position));
  }

  private void quoted(char quote) throws SyntaxException {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      if (text.charAt(at) == '\\' && quote != '`' && at + 1 < text.length()) {
        at++;
        value.append(escaped(text.charAt(at)));
      } else {
        value.append(text.charAt(at));
      }
      at++;
    }
    if (at == text.length()) {
      throw new SyntaxException("the quotation mark %s is not closed".formatted(quote), start);
    }
    at++;
    tokens.add(new Token(Token.Kind.TEXT, value.toString(), start));
  }

  private static String escaped(char c) {
    return switch (c) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case '\\', '\'', '"' -> String.valueOf(c);
      default -> "\\" + c;
    };
  }

  private void number() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at))
            || text.charAt(at) == '_'
            || (text.charAt(at) == '.' && !text.startsWith("..", at)))) {
      at++;
    }
    tokens.add(new Token(Token.Kind.NUMBER, text.substring(start, at), start));
  }

  private void name() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at))
            || text.charAt(at) == '_'
            || text.charAt(at) == '$')) {
      at++;
    }
    tokens.add(new Token(Token.Kind.NAME, text.substring(start, at), start));
  }

  private void sign() throws SyntaxException {
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        tokens.add(new Token(Token.Kind.SIGN, sign, at));
        at += sign.length();
        return;
      }
    }
    throw new SyntaxException("the character '%s' has no meaning".formatted(text.charAt(at)), at);
  }
}
