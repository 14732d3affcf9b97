package org.reland.workflows.lint.expression;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The condition under which a task of a DAG begins. Definition: Argo's "Enhanced Depends Logic".
 */
public sealed interface Depends {
  /** The results of a task that may be asked for; without one, the first, fifth and sixth do. */
  List<String> RESULTS =
      List.of(
          "Succeeded",
          "Failed",
          "Errored",
          "Omitted",
          "Skipped",
          "Daemoned",
          "AnySucceeded",
          "AllFailed");

  /** That a task came to an end, and which. */
  record Outcome(String task, Optional<String> result) implements Depends {}

  record Both(Depends left, Depends right) implements Depends {}

  record Either(Depends left, Depends right) implements Depends {}

  record Not(Depends operand) implements Depends {}

  /** All that it asks for. */
  default Stream<Outcome> outcomes() {
    return switch (this) {
      case Outcome outcome -> Stream.of(outcome);
      case Both both -> Stream.concat(both.left().outcomes(), both.right().outcomes());
      case Either either -> Stream.concat(either.left().outcomes(), either.right().outcomes());
      case Not not -> not.operand().outcomes();
    };
  }

  /**
   * Reads the whole text.
   *
   * @throws SyntaxException where it is no such condition
   */
  static Depends parse(String text) throws SyntaxException {
    return new DependsParser(text).parse();
  }
}
