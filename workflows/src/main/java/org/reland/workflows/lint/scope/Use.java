package org.reland.workflows.lint.scope;

import java.util.List;

/**
 * A variable that a text uses.
 *
 * @param names as in {@code tasks, plan, outputs, result}
 * @param shown as it is written, with its braces
 * @param alone whether the text is nothing but this
 * @param expression whether it is used in an expression
 */
public record Use(Text text, List<String> names, String shown, boolean alone, boolean expression) {
  public Scope scope() {
    return text.scope();
  }

  /** A name by its number; empty where there are fewer. */
  public String name(int index) {
    return index < names.size() ? names.get(index) : "";
  }

  /** All names from one on, as they were written. */
  public String from(int index) {
    return String.join(".", names.subList(Math.min(index, names.size()), names.size()));
  }

  /** Whether it begins with these names. */
  public boolean begins(String... first) {
    return names.size() >= first.length && names.subList(0, first.length).equals(List.of(first));
  }

  /** The same variable, seen from the task that its template is written in. */
  Use in(Scope other) {
    return new Use(
        new Text(text.node(), other, text.expression()), names, shown, alone, expression);
  }
}
