package org.reland.workflows.lint.scope;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.reland.workflows.lint.expression.Expression;
import org.reland.workflows.lint.expression.ExpressionParser;
import org.reland.workflows.lint.expression.SyntaxException;
import org.reland.workflows.lint.expression.Tag;
import org.reland.workflows.lint.manifest.Manifests;

/** Collects the variables that texts use, and what in them is no expression. */
public final class Uses {
  private final List<Use> uses = new ArrayList<>();
  private final List<Unreadable> unreadable = new ArrayList<>();
  private final List<Function> functions = new ArrayList<>();

  /** A tag or an expression that is none. */
  public record Unreadable(Text text, String shown, String problem) {}

  /** The name of a function that is called. */
  public record Function(Text text, String shown, String name) {}

  private Uses() {}

  public static Uses in(Manifests manifests) {
    Uses all = new Uses();
    Texts.in(manifests).forEach(all::text);
    return all;
  }

  public List<Use> all() {
    return uses;
  }

  public List<Unreadable> unreadable() {
    return unreadable;
  }

  public List<Function> functions() {
    return functions;
  }

  private void text(Text text) {
    String content = text.node().text();
    if (text.expression() && !content.contains("{{")) {
      expression(text, content, content, true);
      return;
    }
    for (Tag tag : Tag.in(content)) {
      if (!tag.closed()) {
        unreadable.add(new Unreadable(text, "{{", "the tag is not closed by }}"));
      } else if (tag.expression()) {
        expression(text, tag.content(), tag.shown(), tag.alone());
      } else {
        List<String> names = List.of(tag.content().split("\\.", -1));
        uses.add(new Use(text, names, tag.shown(), tag.alone(), false));
      }
    }
  }

  private void expression(Text text, String content, String shown, boolean alone) {
    try {
      collect(ExpressionParser.parse(content), new HashSet<>(), text, shown, alone);
    } catch (SyntaxException e) {
      unreadable.add(new Unreadable(text, shown, String.valueOf(e.getMessage())));
    }
  }

  private void collect(
      Expression expression, Set<String> bound, Text text, String shown, boolean alone) {
    Optional<List<String>> chain = expression.chain();
    if (chain.isPresent()) {
      if (!bound.contains(chain.get().getFirst())) {
        uses.add(new Use(text, chain.get(), shown, alone, true));
      }
    } else if (expression instanceof Expression.Call call) {
      function(call.function(), bound, text, shown, alone);
      call.arguments().forEach(argument -> collect(argument, bound, text, shown, alone));
    } else if (expression instanceof Expression.Binary binary
        && binary.operator().equals("|")
        && binary.right() instanceof Expression.Name piped) {
      collect(binary.left(), bound, text, shown, alone);
      functions.add(new Function(text, shown, piped.name()));
    } else if (expression instanceof Expression.Let let) {
      collect(let.value(), bound, text, shown, alone);
      bound.add(let.name());
      collect(let.body(), bound, text, shown, alone);
    } else {
      expression.parts().forEach(part -> collect(part, bound, text, shown, alone));
    }
  }

  private void function(
      Expression function, Set<String> bound, Text text, String shown, boolean alone) {
    Optional<List<String>> chain = function.chain();
    if (chain.isPresent()) {
      functions.add(new Function(text, shown, String.join(".", chain.get())));
    } else {
      function.parts().forEach(part -> collect(part, bound, text, shown, alone));
    }
  }
}
