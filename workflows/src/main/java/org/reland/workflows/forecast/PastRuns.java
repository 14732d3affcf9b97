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
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.error.BadDataException;
import org.reland.kit.step.Node;
import org.reland.kit.step.NodeRunner;
import org.reland.kit.step.RunPlan;
import org.reland.kit.step.Steps;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.Manifest;

/**
 * The runs that a store knows, those most like a planned one first: of its own name, then of its
 * pipeline, then others. What another took is scaled by the number of interactions, where both are
 * known.
 */
final class PastRuns {
  private static final String RUNS = "runs/";

  private final List<Past> runs;

  /** One of them; it answers for the settings that it was made under. */
  private record Past(RunPlan plan, NodeRunner runner, boolean samePipeline) {}

  private PastRuns(List<Past> runs) {
    this.runs = runs;
  }

  static PastRuns of(ArtifactStore store, RunPlan plan, Steps steps) throws IOException {
    List<Past> runs = new ArrayList<>();
    String suffix = "/run.json";
    for (String object : store.list(RUNS)) {
      if (object.endsWith(suffix)) {
        String name = object.substring(RUNS.length(), object.length() - suffix.length());
        load(store, name)
            .ifPresent(
                past ->
                    runs.add(
                        new Past(
                            past,
                            NodeRunner.ofPart(store, past, steps),
                            pipeline(past).equals(pipeline(plan)))));
      }
    }
    runs.sort(
        Comparator.comparing((Past past) -> !past.plan().name().equals(plan.name()))
            .thenComparing(past -> !past.samePipeline())
            .thenComparing(past -> past.plan().name()));
    return new PastRuns(runs);
  }

  /** One that cannot be read any more has nothing to tell. */
  private static Optional<RunPlan> load(ArtifactStore store, String name) throws IOException {
    try {
      return Optional.of(RunPlan.load(store, name));
    } catch (BadDataException e) {
      return Optional.empty();
    }
  }

  private static String pipeline(RunPlan plan) {
    return String.valueOf(plan.config().getOrDefault("run", Map.of()).get("name"));
  }

  /**
   * What a whole node may take, in seconds.
   *
   * @param planned of the run that is planned, for its number of interactions
   * @param sources where the name of the run is added that it is taken from
   */
  OptionalDouble seconds(Node node, NodeRunner planned, Set<String> sources) throws IOException {
    OptionalLong ours = interactions(planned);
    for (Past past : runs) {
      OptionalLong theirs = interactions(past.runner());
      boolean comparable = ours.isPresent() && theirs.isPresent() && theirs.getAsLong() > 0;
      if (!comparable && !past.samePipeline()) {
        continue;
      }
      OptionalDouble took = took(past, node);
      if (took.isPresent()) {
        sources.add(past.plan().name());
        double scale = comparable ? (double) ours.getAsLong() / theirs.getAsLong() : 1;
        return OptionalDouble.of(took.getAsDouble() * scale);
      }
    }
    return OptionalDouble.empty();
  }

  /** The same node, else one of the same step. */
  private static OptionalDouble took(Past past, Node node) throws IOException {
    OptionalDouble took = past.runner().seconds(node.name());
    for (Node other : past.plan().nodes()) {
      if (took.isPresent()) {
        return took;
      }
      if (other.step().equals(node.step())) {
        took = past.runner().seconds(other.name());
      }
    }
    return took;
  }

  private static OptionalLong interactions(NodeRunner runner) throws IOException {
    Optional<Manifest> ingest = runner.manifest("ingest");
    if (ingest.isEmpty()) {
      return OptionalLong.empty();
    }
    Manifest.Output rows = ingest.get().outputs().get(Artifacts.INTERACTIONS.name());
    return rows == null
        ? OptionalLong.empty()
        : OptionalLong.of(rows.parts().stream().mapToLong(Manifest.Part::rows).sum());
  }

  /**
   * The mean of a step's facts over another, in the run most like the planned one that has both.
   *
   * @param sum such as tokens
   * @param count such as prompts
   */
  OptionalDouble mean(String node, String sum, String count) throws IOException {
    for (Past past : runs) {
      Optional<Manifest> manifest = past.runner().manifest(node);
      if (manifest.isPresent()) {
        Double all = manifest.get().facts().get(sum);
        Double many = manifest.get().facts().get(count);
        if (all != null && many != null && many > 0) {
          return OptionalDouble.of(all / many);
        }
      }
    }
    return OptionalDouble.empty();
  }
}
