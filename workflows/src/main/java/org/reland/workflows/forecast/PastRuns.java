package org.reland.workflows.forecast;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.error.BadDataException;
import org.reland.kit.step.Node;
import org.reland.kit.step.NodeRunner;
import org.reland.kit.step.RunPlan;
import org.reland.kit.step.Steps;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.Json;
import org.reland.kit.store.Manifest;

/**
 * The runs that a store knows, those most like a planned one first: of its own name, then of its
 * pipeline, then others; the last by name before those before it, as names often end with a date.
 * What another took is scaled by the number of interactions, where both are known.
 */
final class PastRuns {
  private static final String RUNS = "runs/";

  /** That are looked at: a store of nightly runs has thousands. */
  private static final int MOST = 100;

  /** The heuristic, whose answers are as long as nobody else's. */
  private static final String OFFLINE = "offline";

  private final RunPlan planned;
  private final List<Past> runs;

  /** One of them; it answers for the settings that it was made under. */
  private record Past(RunPlan plan, NodeRunner runner, boolean samePipeline) {
    /** Empty, too, where something is gone or damaged that it stands on. */
    Optional<Manifest> manifest(String node) throws IOException {
      try {
        return runner.manifest(node);
      } catch (BadDataException e) {
        return Optional.empty();
      }
    }

    OptionalDouble seconds(String node) throws IOException {
      try {
        return runner.seconds(node);
      } catch (BadDataException e) {
        return OptionalDouble.empty();
      }
    }
  }

  private PastRuns(RunPlan planned, List<Past> runs) {
    this.planned = planned;
    this.runs = runs;
  }

  static PastRuns of(ArtifactStore store, RunPlan plan, Steps steps) throws IOException {
    String suffix = "/run.json";
    List<String> names =
        store.list(RUNS).stream()
            .filter(object -> object.endsWith(suffix))
            .map(object -> object.substring(RUNS.length(), object.length() - suffix.length()))
            .sorted(
                Comparator.comparing((String name) -> !name.equals(plan.name()))
                    .thenComparing(Comparator.reverseOrder()))
            .limit(MOST)
            .toList();
    List<Past> runs = new ArrayList<>();
    for (String name : names) {
      load(store, name, steps, plan).ifPresent(runs::add);
    }
    // Sorting is stable.
    runs.sort(
        Comparator.comparing((Past past) -> !past.plan().name().equals(plan.name()))
            .thenComparing(past -> !past.samePipeline()));
    return new PastRuns(plan, runs);
  }

  /** One that cannot be read, or is of another time, has nothing to tell. */
  private static Optional<Past> load(ArtifactStore store, String name, Steps steps, RunPlan planned)
      throws IOException {
    try {
      RunPlan past = RunPlan.load(store, name);
      boolean same = pipeline(past).equals(pipeline(planned));
      return Optional.of(new Past(past, NodeRunner.ofPart(store, past, steps), same));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private static String pipeline(RunPlan plan) {
    return String.valueOf(plan.config().getOrDefault("run", Map.of()).get("name"));
  }

  /**
   * What a whole node may take, in seconds: as long as in the run most like this one that has made
   * it under the same settings of its step; else under others.
   *
   * @param runner of the run that is planned, for its number of interactions
   * @param sources where the run is added, in words, that it is taken from
   */
  OptionalDouble seconds(Node node, NodeRunner runner, Set<String> sources) throws IOException {
    OptionalLong ours = interactions(runner.manifest("ingest"));
    for (boolean sameSettings : new boolean[] {true, false}) {
      for (Past past : runs) {
        if (settings(past.plan(), node).equals(settings(planned, node)) != sameSettings) {
          continue;
        }
        OptionalDouble took = scaled(past, node, ours);
        if (took.isPresent()) {
          String name = past.plan().name();
          sources.add(sameSettings ? name : name + " under other settings");
          return took;
        }
      }
    }
    return OptionalDouble.empty();
  }

  /** As text, since a plan that was read again has other types of numbers. */
  private static String settings(RunPlan plan, Node node) {
    return Json.line(plan.config().getOrDefault(node.step(), Map.of()));
  }

  private static OptionalDouble scaled(Past past, Node node, OptionalLong ours) throws IOException {
    OptionalLong theirs = interactions(past.manifest("ingest"));
    boolean comparable = ours.isPresent() && theirs.isPresent() && theirs.getAsLong() > 0;
    if (!comparable && !past.samePipeline()) {
      return OptionalDouble.empty();
    }
    OptionalDouble took = took(past, node);
    double scale = comparable ? (double) ours.getAsLong() / theirs.getAsLong() : 1;
    return took.isPresent() ? OptionalDouble.of(took.getAsDouble() * scale) : took;
  }

  /** The same node, else one of the same step. */
  private static OptionalDouble took(Past past, Node node) throws IOException {
    OptionalDouble took = past.seconds(node.name());
    for (Node other : past.plan().nodes()) {
      if (took.isPresent()) {
        return took;
      }
      if (other.step().equals(node.step())) {
        took = past.seconds(other.name());
      }
    }
    return took;
  }

  private static OptionalLong interactions(Optional<Manifest> ingest) {
    if (ingest.isEmpty()) {
      return OptionalLong.empty();
    }
    Manifest.Output rows = ingest.get().outputs().get(Artifacts.INTERACTIONS.name());
    return rows == null
        ? OptionalLong.empty()
        : OptionalLong.of(rows.parts().stream().mapToLong(Manifest.Part::rows).sum());
  }

  /**
   * A mean that an earlier run tells.
   *
   * @param run its name
   */
  record Mean(double value, String run) {}

  /** Tokens of a prompt in the run most like this one that has prompts. */
  Optional<Mean> promptTokens() throws IOException {
    return mean("prompt", "tokens", "prompts", past -> true);
  }

  /** Tokens of an answer in the run most like this one that was answered by a language model. */
  Optional<Mean> answerTokens() throws IOException {
    return mean(
        "infer",
        "tokens_out",
        "asked",
        past ->
            !OFFLINE.equals(past.plan().config().getOrDefault("infer", Map.of()).get("generator")));
  }

  private Optional<Mean> mean(String node, String sum, String count, Predicate<Past> which)
      throws IOException {
    for (Past past : runs) {
      Optional<Manifest> manifest = which.test(past) ? past.manifest(node) : Optional.empty();
      if (manifest.isPresent()) {
        Double all = manifest.get().facts().get(sum);
        Double many = manifest.get().facts().get(count);
        if (all != null && many != null && many > 0) {
          return Optional.of(new Mean(all / many, past.plan().name()));
        }
      }
    }
    return Optional.empty();
  }
}
