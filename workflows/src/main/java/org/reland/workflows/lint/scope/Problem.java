package org.reland.workflows.lint.scope;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.reland.kit.config.Nearest;

/** Why a variable is not there, and what to do. */
public record Problem(String message, String remedy) {
  static Optional<Problem> of(String message, String remedy) {
    return Optional.of(new Problem(message, remedy));
  }

  /** That none of the known names is this one. */
  static Optional<Problem> unknown(String what, String name, Collection<String> known) {
    String remedy =
        known.stream()
            .filter(k -> k.startsWith(name + "-"))
            .findFirst()
            .map(k -> "in an expression a dash is a minus: write ['%s']".formatted(k))
            .orElseGet(() -> known.isEmpty() ? "there is none" : near(name, known));
    return of("there is no %s named '%s'".formatted(what, name), remedy);
  }

  private static String near(String name, Collection<String> known) {
    String hint = Nearest.hint(name, List.copyOf(known)).substring(2);
    return hint.startsWith("did") || known.size() <= 12 ? hint : "use one that is declared";
  }
}
