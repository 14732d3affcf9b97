package org.reland.workflows.lint.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads an expression: operators by precedence, the rest by descent. */
public final class ExpressionParser {
  /** The higher, the tighter; as in expr-lang. */
  private static final Map<String, Integer> PRECEDENCE =
      Map.ofEntries(
          Map.entry("|", 0),
          Map.entry("||", 10),
          Map.entry("or", 10),
          Map.entry("&&", 15),
          Map.entry("and", 15),
          Map.entry("==", 20),
          Map.entry("!=", 20),
          Map.entry("<", 20),
          Map.entry(">", 20),
          Map.entry("<=", 20),
          Map.entry(">=", 20),
          Map.entry("in", 20),
          Map.entry("matches", 20),
          Map.entry("contains", 20),
          Map.entry("startsWith", 20),
          Map.entry("endsWith", 20),
          Map.entry("..", 25),
          Map.entry("+", 30),
          Map.entry("-", 30),
          Map.entry("*", 60),
          Map.entry("/", 60),
          Map.entry("%", 60),
          Map.entry("**", 100),
          Map.entry("^", 100),
          Map.entry("??", 500));

  private static final Set<String> CONSTANTS = Set.of("true", "false", "nil");
  private static final int TIGHTER_THAN_BINARY = 90;
  private static final int TIGHTER_THAN_AND = 50;

  private final List<Token> tokens;
  private int at;

  private ExpressionParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  /**
   * Reads the whole text.
   *
   * @throws SyntaxException where it is no expression
   */
  public static Expression parse(String text) throws SyntaxException {
    ExpressionParser parser = new ExpressionParser(Tokenizer.tokens(text));
    Expression expression = parser.expression();
    if (parser.peek().kind() != Token.Kind.END) {
      throw parser.unexpected("an operator or the end");
    }
    return expression;
  }

  private Expression expression() throws SyntaxException {
    if (peek().is("let") && afterNext().kind() == Token.Kind.NAME) {
      next();
      String name = next().text();
      expect("=");
      Expression value = expression();
      expect(";");
      return new Expression.Let(name, value, expression());
    }
    Expression condition = binary(0);
    if (accept("?:")) {
      return new Expression.Choice(condition, condition, expression());
    }
    if (!accept("?")) {
      return condition;
    }
    Expression then = expression();
    expect(":");
    return new Expression.Choice(condition, then, expression());
  }

  private Expression binary(int least) throws SyntaxException {
    Expression left = unary();
    while (true) {
      boolean negated = peek().is("not") && afterNext().kind() == Token.Kind.NAME;
      Token operator = negated ? afterNext() : peek();
      Integer precedence =
          operator.kind() == Token.Kind.TEXT ? null : PRECEDENCE.get(operator.text());
      if (precedence == null || precedence < least) {
        return left;
      }
      at += negated ? 2 : 1;
      Expression right = binary(precedence + 1);
      left = new Expression.Binary(operator.text(), left, right);
      left = negated ? new Expression.Unary("not", left) : left;
    }
  }

  private Expression unary() throws SyntaxException {
    if (peek().is("!") || peek().is("not")) {
      return new Expression.Unary(next().text(), binary(TIGHTER_THAN_AND));
    }
    if (peek().is("-") || peek().is("+")) {
      return new Expression.Unary(next().text(), binary(TIGHTER_THAN_BINARY));
    }
    return postfix(primary());
  }

  private Expression postfix(Expression start) throws SyntaxException {
    Expression expression = start;
    while (true) {
      if (accept(".") || accept("?.")) {
        if (peek().kind() != Token.Kind.NAME) {
          throw unexpected("a name");
        }
        expression = new Expression.Member(expression, next().text());
      } else if (accept("[")) {
        expression = index(expression);
      } else if (accept("(")) {
        expression = new Expression.Call(expression, list(")"));
      } else {
        return expression;
      }
    }
  }

  private Expression index(Expression of) throws SyntaxException {
    if (peek().kind() == Token.Kind.TEXT && afterNext().is("]")) {
      String name = next().text();
      next();
      return new Expression.Member(of, name);
    }
    List<Expression> bounds = new ArrayList<>();
    if (!peek().is(":")) {
      bounds.add(expression());
    }
    if (accept(":") && !peek().is("]")) {
      bounds.add(expression());
    }
    expect("]");
    return new Expression.Index(of, bounds);
  }

  private Expression primary() throws SyntaxException {
    return switch (peek().kind()) {
      case NUMBER -> new Expression.Numeral(next().text());
      case TEXT -> new Expression.Text(next().text());
      case NAME -> name();
      case SIGN -> sign();
      case END -> throw unexpected("a value");
    };
  }

  private Expression name() throws SyntaxException {
    if (PRECEDENCE.containsKey(peek().text())) {
      throw unexpected("a value");
    }
    String name = next().text();
    return CONSTANTS.contains(name) ? new Expression.Constant(name) : new Expression.Name(name);
  }

  private Expression sign() throws SyntaxException {
    if (accept("(")) {
      Expression inner = expression();
      expect(")");
      return inner;
    }
    if (accept("[")) {
      return new Expression.Values(list("]"));
    }
    if (accept("{")) {
      return braces();
    }
    if (accept("#")) {
      if (peek().kind() == Token.Kind.NAME && !PRECEDENCE.containsKey(peek().text())) {
        next(); // as in #acc
      }
      return new Expression.Constant("#");
    }
    if (accept(".")) { // of the element that a predicate is about
      return new Expression.Member(new Expression.Constant("#"), next().text());
    }
    throw unexpected("a value");
  }

  /** A map where a key and a colon follow, else a predicate. */
  private Expression braces() throws SyntaxException {
    boolean map =
        peek().is("}")
            || peek().is("(")
            || (peek().kind() != Token.Kind.SIGN && afterNext().is(":"));
    if (!map) {
      Expression body = expression();
      expect("}");
      return new Expression.Predicate(body);
    }
    List<Expression> values = new ArrayList<>();
    while (!accept("}")) {
      if (accept("(")) {
        values.add(expression());
        expect(")");
      } else {
        next();
      }
      expect(":");
      values.add(expression());
      if (!accept(",") && !peek().is("}")) {
        throw unexpected("',' or '}'");
      }
    }
    return new Expression.Values(values);
  }

  private List<Expression> list(String end) throws SyntaxException {
    List<Expression> all = new ArrayList<>();
    while (!accept(end)) {
      all.add(expression());
      if (!accept(",") && !peek().is(end)) {
        throw unexpected("',' or '%s'".formatted(end));
      }
    }
    return all;
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token afterNext() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  private Token next() {
    Token token = tokens.get(at);
    if (token.kind() != Token.Kind.END) {
      at++;
    }
    return token;
  }

  private boolean accept(String sign) {
    boolean there = peek().kind() == Token.Kind.SIGN && peek().is(sign);
    at += there ? 1 : 0;
    return there;
  }

  private void expect(String sign) throws SyntaxException {
    if (!accept(sign)) {
      throw unexpected("'" + sign + "'");
    }
  }

  private SyntaxException unexpected(String expected) {
    return new SyntaxException(
        "%s is expected, not %s".formatted(expected, peek().shown()), peek().position());
  }
}
