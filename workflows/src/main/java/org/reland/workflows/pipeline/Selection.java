package org.reland.workflows.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.reland.kit.config.Nearest;
import org.reland.kit.error.UsageException;
import org.reland.kit.step.Node;

/**
 * Which nodes a run shall do. A name may be a node's ({@code train-lightgcn-reland-0}) or a step's
 * ({@code train}: all its cells).
 *
 * @param from do this and everything after it anew
 * @param until do nothing after this
 * @param only do this alone; what it reads has to be there
 * @param fresh do anew whatever is done
 */
public record Selection(
    Optional<String> from, Optional<String> until, Optional<String> only, boolean fresh) {
  public static final Selection ALL =
      new Selection(Optional.empty(), Optional.empty(), Optional.empty(), false);

  public Selection {
    if (only.isPresent() && (from.isPresent() || until.isPresent())) {
      throw new UsageException("--only cannot be combined with --from or --until");
    }
  }

  /** The nodes to do, in order; those to be done anew carry the salt. */
  public List<Node> apply(List<Node> nodes, String salt) {
    Set<String> wanted = wanted(nodes);
    Set<String> anew = fresh ? wanted : from.map(name -> downstream(nodes, name)).orElse(Set.of());
    List<Node> selected = new ArrayList<>();
    for (Node node : nodes) {
      if (wanted.contains(node.name())) {
        selected.add(anew.contains(node.name()) ? node.salted(salt) : node);
      }
    }
    return selected;
  }

  private Set<String> wanted(List<Node> nodes) {
    if (only.isPresent()) {
      return names(named(nodes, only.get()));
    }
    return until.map(name -> upstream(nodes, name)).orElseGet(() -> names(nodes));
  }

  /** What is ordered to be done anew, in words; empty where nothing is. */
  public Optional<String> order() {
    return fresh ? Optional.of("fresh") : from.map(step -> "from " + step);
  }

  private static Set<String> upstream(List<Node> nodes, String name) {
    Set<String> wanted = names(named(nodes, name));
    for (Node node : nodes.reversed()) {
      if (wanted.contains(node.name())) {
        wanted.addAll(node.after());
      }
    }
    return wanted;
  }

  private static Set<String> downstream(List<Node> nodes, String name) {
    Set<String> anew = names(named(nodes, name));
    for (Node node : nodes) {
      if (node.after().stream().anyMatch(anew::contains)) {
        anew.add(node.name());
      }
    }
    return anew;
  }

  private static Set<String> names(List<Node> nodes) {
    Set<String> names = new HashSet<>();
    nodes.forEach(node -> names.add(node.name()));
    return names;
  }

  private static List<Node> named(List<Node> nodes, String name) {
    List<Node> named =
        nodes.stream().filter(n -> n.name().equals(name) || n.step().equals(name)).toList();
    if (named.isEmpty()) {
      Set<String> known = names(nodes);
      nodes.forEach(n -> known.add(n.step()));
      throw new UsageException(
          "no step is called '%s'%s"
              .formatted(name, Nearest.hint(name, known.stream().sorted().toList())));
    }
    return named;
  }
}
