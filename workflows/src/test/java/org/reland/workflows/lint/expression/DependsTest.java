package org.reland.workflows.lint.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The condition of a task: and before or, brackets before both. */
final class DependsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a &",
        "a | b",
        "a && ",
        "(a",
        "a)",
        "a b",
        "!",
        "a.",
        "a.b.c",
        "a && || b",
        "a,b"
      })
  void whatIsNoConditionIsRefused(String text) {
    assertThrows(SyntaxException.class, () -> Depends.parse(text));
  }

  /** Against sums of products: written without any bracket, worked out by splitting the text. */
  @Test
  void andBindsTighterThanOr() throws SyntaxException {
    Random random = new Random(7);
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder(term(random));
      for (int i = random.nextInt(6); i > 0; i--) {
        text.append(random.nextBoolean() ? " && " : "||").append(term(random));
      }
      int truth = random.nextInt(16);
      boolean expected = false;
      for (String product : text.toString().split("\\|\\|", -1)) {
        boolean all = true;
        for (String factor : product.split("&&", -1)) {
          String name = factor.strip();
          all &= name.startsWith("!") != holds(name.replace("!", ""), truth);
        }
        expected |= all;
      }
      assertEquals(expected, value(Depends.parse(text.toString()), truth), text.toString());
      assertEquals(!expected, value(Depends.parse("!(" + text + ")"), truth), "not " + text);
    }
  }

  private static String term(Random random) {
    return (random.nextInt(3) == 0 ? "!" : "") + "t-" + random.nextInt(4);
  }

  private static boolean holds(String task, int truth) {
    return (truth >> Integer.parseInt(task.substring(2)) & 1) == 1;
  }

  private static boolean value(Depends depends, int truth) {
    return switch (depends) {
      case Depends.Outcome outcome -> holds(outcome.task(), truth);
      case Depends.Both both -> value(both.left(), truth) && value(both.right(), truth);
      case Depends.Either either -> value(either.left(), truth) || value(either.right(), truth);
      case Depends.Not not -> !value(not.operand(), truth);
    };
  }
}
