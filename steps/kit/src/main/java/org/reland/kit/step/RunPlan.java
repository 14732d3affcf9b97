package org.reland.kit.step;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.reland.kit.config.Nearest;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.error.UsageException;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.Digest;
import org.reland.kit.store.Json;

/**
 * Everything that one run is: kept in the store as {@code runs/<name>/run.json}, so that a pod
 * needs to be told nothing but where that is.
 *
 * @param seed the one seed of all randomness
 * @param config resolved configuration, by section
 * @param versions code versions of the steps, by name: a process that has the code of one step only
 *     knows by them what the others' results were made with
 * @param nodes the pipeline, each node after those it reads from
 * @param links to other runs
 */
public record RunPlan(
    String name,
    long seed,
    Map<String, Map<String, Object>> config,
    Map<String, Integer> versions,
    List<Node> nodes,
    RunLinks links) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  public RunPlan {
    if (!NAME.matcher(name).matches()) {
      throw new UsageException(
          "'%s' cannot name a run: letters, digits, '.', '_' and '-' are allowed, at most 100, the first a letter or a digit"
              .formatted(name));
    }
    // A run from before there were any has none.
    versions = Objects.requireNonNullElse(versions, Map.of());
    links = Objects.requireNonNullElse(links, RunLinks.NONE);
  }

  /** A run that stands for itself. */
  public RunPlan(
      String name, long seed, Map<String, Map<String, Object>> config, List<Node> nodes) {
    this(name, seed, config, Map.of(), nodes, RunLinks.NONE);
  }

  /**
   * The node of this name, or the only node of the step of this name.
   *
   * @throws UsageException listing the nodes that could be meant
   */
  public Node node(String wanted) {
    List<Node> ofStep = new ArrayList<>();
    for (Node node : nodes) {
      if (node.name().equals(wanted)) {
        return node;
      }
      if (node.step().equals(wanted)) {
        ofStep.add(node);
      }
    }
    if (ofStep.size() == 1) {
      return ofStep.getFirst();
    }
    throw new UsageException(
        ofStep.isEmpty()
            ? "no node of run %s is called '%s'; there are: %s"
                .formatted(name, wanted, names(nodes))
            : "step %s has %d nodes in run %s, name one of them: %s"
                .formatted(wanted, ofStep.size(), name, names(ofStep)));
  }

  private static String names(List<Node> nodes) {
    return nodes.stream().map(Node::name).collect(Collectors.joining(", "));
  }

  /**
   * For each node a hash of all that this plan says of it and of everything before it. Two plans
   * that agree in it mean the same result by the node's name, whatever else they differ in, as long
   * as the files that they name keep their content.
   */
  Map<String, String> definitions() {
    Map<String, String> definitions = new HashMap<>();
    links.taken().forEach((node, result) -> definitions.put(node, result.key()));
    for (Node node : nodes) {
      Map<String, Object> said = new TreeMap<>();
      said.put("node", node);
      said.put("version", versions.get(node.step()));
      said.put("seed", seed);
      said.put("config", new TreeMap<>(config.getOrDefault(node.step(), Map.of())));
      said.put("after", node.after().stream().map(definitions::get).toList());
      definitions.put(node.name(), Digest.of(Json.bytes(said)));
    }
    return definitions;
  }

  /**
   * Fails where a step's code is not of the version that the run was planned with.
   *
   * @throws ConfigurationException naming both
   */
  void requireVersion(StepSpec<?> spec) {
    Integer planned = versions.get(spec.name());
    if (planned != null && planned != spec.version()) {
      throw new ConfigurationException(
          "run %s was planned with version %d of step %s, and this is version %d of it: plan it again, and use images of one build"
              .formatted(name, planned, spec.name(), spec.version()));
    }
  }

  /** This plan with some of its nodes replaced by those of the same name. */
  public RunPlan with(List<Node> replacements) {
    Map<String, Node> byName = new HashMap<>();
    replacements.forEach(node -> byName.put(node.name(), node));
    return new RunPlan(
        name,
        seed,
        config,
        versions,
        nodes.stream().map(n -> byName.getOrDefault(n.name(), n)).toList(),
        links);
  }

  /** The folder of a run in its store. */
  public static String folder(String run) {
    return "runs/" + run + "/";
  }

  /**
   * Begins the run anew: what an earlier one of this name has noted as done is forgotten, since its
   * files may have held something else. Results stay, and are found again by their keys.
   */
  public void begin(ArtifactStore store) throws IOException {
    for (String note : store.list(folder(name))) {
      store.delete(note);
    }
    save(store);
  }

  public void save(ArtifactStore store) throws IOException {
    store.put(folder(name) + "run.json", Json.bytes(this));
  }

  /**
   * The plan of a run that has begun.
   *
   * @throws BadDataException where there is none; it names those that there are
   */
  public static RunPlan load(ArtifactStore store, String run) throws IOException {
    Optional<RunPlan> plan = Json.read(store, folder(run) + "run.json", RunPlan.class);
    if (plan.isEmpty()) {
      List<String> known =
          store.list("runs/").stream()
              .filter(object -> object.endsWith("/run.json"))
              .map(object -> object.substring("runs/".length(), object.lastIndexOf('/')))
              .toList();
      throw new BadDataException(
          "there is no run '%s' in %s%s".formatted(run, store.uri(), Nearest.hint(run, known)));
    }
    return plan.get();
  }
}
