package org.reland.workflows.lint.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions: what is written is what is read. */
final class ExpressionParserTest {
  private static final List<String> OPERATORS =
      List.of("||", "&&", "==", "<", "in", "matches", "+", "-", "*", "%", "**", "??");

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "a || b && c                 ~ (a || (b && c))",
        "a && b || c                 ~ ((a && b) || c)",
        "a == b && c != d            ~ ((a == b) && (c != d))",
        "!a && b                     ~ ((! a) && b)",
        "not a in b                  ~ ((not a) in b)",
        "a not in b                  ~ (not (a in b))",
        "!(a matches 'x') && b       ~ ((! (a matches 'x')) && b)",
        "1 + 2 * 3                   ~ (1 + (2 * 3))",
        "1 - 2 - 3                   ~ ((1 - 2) - 3)",
        "-a + b                      ~ ((- a) + b)",
        "a ? b : c ? d : e           ~ (a ? b : (c ? d : e))",
        "asInt(a.b) in [75, 3]       ~ (asInt(a.b) in [75, 3])",
        "inputs.parameters['x-y'].z  ~ inputs.parameters.x-y.z",
        "a.b[0].c(1).d               ~ a.b[0].c(1).d",
        "filter(a, {.b > 1})         ~ filter(a, {(#.b > 1)})",
        "a | string                  ~ (a | string)",
        "let x = a; x + 1            ~ (let x = a; (x + 1))"
      })
  void operatorsBindAsTheLanguageSays(String text, String read) throws SyntaxException {
    assertEquals(read, shown(ExpressionParser.parse(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "(", "a b", "a &&", "a = b", "'x", "[1, 2", "a.", "f(1", "a ? b", "1 + ", "{a: }", "@a"
      })
  void whatIsNoExpressionIsRefused(String text) {
    assertThrows(SyntaxException.class, () -> ExpressionParser.parse(text));
  }

  @Test
  void theMessageTellsWhere() {
    SyntaxException e =
        assertThrows(SyntaxException.class, () -> ExpressionParser.parse("a && (b || c"));
    assertTrue(
        e.getMessage().contains("')' is expected, not the end at character 13"), e.getMessage());
  }

  @Test
  void anyExpressionInBracketsIsReadAsItWasMeant() throws SyntaxException {
    Random random = new Random(42);
    for (int i = 0; i < 2000; i++) {
      Expression expression = any(random, 4);
      String text = shown(expression);
      assertEquals(text, shown(ExpressionParser.parse(text)));
    }
  }

  @Test
  void anyTextIsReadOrRefused() {
    Random random = new Random(43);
    String signs = "ab1 .'\"()[]{}&|!=<>?:,+-#`\\";
    for (int i = 0; i < 20_000; i++) {
      String text =
          random
              .ints(random.nextInt(12), 0, signs.length())
              .mapToObj(c -> signs.substring(c, c + 1))
              .collect(Collectors.joining());
      try {
        ExpressionParser.parse(text);
      } catch (SyntaxException e) {
        assertTrue(e.getMessage().contains("at character"), text);
      }
    }
  }

  private static Expression any(Random random, int depth) {
    int kind = random.nextInt(depth == 0 ? 3 : 9);
    return switch (kind) {
      case 0 -> new Expression.Name("n" + random.nextInt(9));
      case 1 -> new Expression.Numeral(Integer.toString(random.nextInt(99)));
      case 2 -> new Expression.Text("t " + random.nextInt(9));
      case 3 -> new Expression.Member(new Expression.Name("m"), "f" + random.nextInt(9));
      case 4 -> new Expression.Unary("!", any(random, depth - 1));
      case 5 -> new Expression.Call(new Expression.Name("f"), some(random, depth));
      case 6 -> new Expression.Values(some(random, depth));
      case 7 ->
          new Expression.Choice(
              any(random, depth - 1), any(random, depth - 1), any(random, depth - 1));
      default ->
          new Expression.Binary(
              OPERATORS.get(random.nextInt(OPERATORS.size())),
              any(random, depth - 1),
              any(random, depth - 1));
    };
  }

  private static List<Expression> some(Random random, int depth) {
    List<Expression> some = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      some.add(any(random, depth - 1));
    }
    return some;
  }

  private static String shown(Expression expression) {
    return switch (expression) {
      case Expression.Text e -> "'" + e.value() + "'";
      case Expression.Numeral e -> e.value();
      case Expression.Constant e -> e.value();
      case Expression.Name e -> e.name();
      case Expression.Member e -> shown(e.of()) + "." + e.name();
      case Expression.Index e -> "%s[%s]".formatted(shown(e.of()), list(e.bounds()));
      case Expression.Call e -> "%s(%s)".formatted(shown(e.function()), list(e.arguments()));
      case Expression.Unary e -> "(%s %s)".formatted(e.operator(), shown(e.operand()));
      case Expression.Binary e ->
          "(%s %s %s)".formatted(shown(e.left()), e.operator(), shown(e.right()));
      case Expression.Choice e ->
          "(%s ? %s : %s)".formatted(shown(e.condition()), shown(e.then()), shown(e.otherwise()));
      case Expression.Values e -> "[%s]".formatted(list(e.all()));
      case Expression.Predicate e -> "{%s}".formatted(shown(e.body()));
      case Expression.Let e ->
          "(let %s = %s; %s)".formatted(e.name(), shown(e.value()), shown(e.body()));
    };
  }

  private static String list(List<Expression> all) {
    return all.stream().map(ExpressionParserTest::shown).collect(Collectors.joining(", "));
  }
}
