package org.reland.workflows.lint.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An expression as Argo evaluates it. Definition: expr-lang.org, Language Definition. */
public sealed interface Expression {
  record Text(String value) implements Expression {}

  record Numeral(String value) implements Expression {}

  /** True, false, nil, and the element that a predicate is about. */
  record Constant(String value) implements Expression {}

  record Name(String name) implements Expression {}

  /** {@code of.name}, or {@code of['name']}. */
  record Member(Expression of, String name) implements Expression {}

  record Index(Expression of, List<Expression> bounds) implements Expression {}

  record Call(Expression function, List<Expression> arguments) implements Expression {}

  record Unary(String operator, Expression operand) implements Expression {}

  record Binary(String operator, Expression left, Expression right) implements Expression {}

  record Choice(Expression condition, Expression then, Expression otherwise)
      implements Expression {}

  /** A list, or the keys and values of a map. */
  record Values(List<Expression> all) implements Expression {}

  /** What a function like {@code filter} asks of each element. */
  record Predicate(Expression body) implements Expression {}

  record Let(String name, Expression value, Expression body) implements Expression {}

  /** Those that this one is made of. */
  default List<Expression> parts() {
    return switch (this) {
      case Text e -> List.of();
      case Numeral e -> List.of();
      case Constant e -> List.of();
      case Name e -> List.of();
      case Member e -> List.of(e.of());
      case Index e -> with(e.of(), e.bounds());
      case Call e -> with(e.function(), e.arguments());
      case Unary e -> List.of(e.operand());
      case Binary e -> List.of(e.left(), e.right());
      case Choice e -> List.of(e.condition(), e.then(), e.otherwise());
      case Values e -> e.all();
      case Predicate e -> List.of(e.body());
      case Let e -> List.of(e.value(), e.body());
    };
  }

  /** This one and all within. */
  default Stream<Expression> walk() {
    return Stream.concat(Stream.of(this), parts().stream().flatMap(Expression::walk));
  }

  /** The names of {@code a.b['c']}; none where it is not such a chain. */
  default Optional<List<String>> chain() {
    return switch (this) {
      case Name e -> Optional.of(List.of(e.name()));
      case Member e -> e.of().chain().map(names -> joined(names, e.name()));
      default -> Optional.empty();
    };
  }

  private static List<String> joined(List<String> names, String last) {
    List<String> joined = new ArrayList<>(names);
    joined.add(last);
    return List.copyOf(joined);
  }

  private static List<Expression> with(Expression first, List<Expression> rest) {
    List<Expression> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }
}
