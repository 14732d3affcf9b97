package org.reland.workflows.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.step.Node;
import org.reland.kit.step.RunLinks;
import org.reland.kit.step.RunPlan;
import org.reland.kit.step.Step;
import org.reland.kit.step.StepSpec;
import org.reland.kit.step.Steps;
import org.reland.recommend.backbone.Backbones;
import org.reland.recommend.data.Variant;
import org.reland.workflows.configuration.Configuration;
import org.reland.workflows.configuration.Experiment;

/**
 * The graph of ReLand: one node a stage, one train and one evaluate node a cell of the training
 * matrix. Nodes are wired by the names of the artifacts that they read and write.
 */
public final class Pipeline {
  /** The stages before the training matrix, in an order in which they can run. */
  private static final List<String> STAGES =
      List.of(
          "ingest",
          "split",
          "encode",
          "represent",
          "cluster",
          "sample",
          "prompt",
          "infer",
          "embed",
          "index",
          "retrieve",
          "rematch");

  /** The matching that validation may prefer to that of the configuration. */
  private static final String ALTERNATIVE = "retrieve-both";

  private final Steps steps;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, List<String>> writers = new HashMap<>();

  private Pipeline(Steps steps) {
    this.steps = steps;
  }

  /** All that a run of everything under this configuration is. */
  public static RunPlan plan(String run, Configuration configuration, Steps steps) {
    return new RunPlan(
        run,
        configuration.run().seed(),
        configuration.sections(),
        steps.versions(),
        of(configuration.experiment(), steps),
        RunLinks.NONE);
  }

  /**
   * All that a run under this configuration is.
   *
   * @throws org.reland.kit.error.BadDataException where the rhythm takes what is not there
   */
  public static RunPlan plan(
      String run, Configuration configuration, Steps steps, Rhythm rhythm, CurrentResults current)
      throws IOException {
    return new RunPlan(
        run,
        configuration.run().seed(),
        configuration.sections(),
        steps.versions(),
        of(configuration.experiment(), steps, rhythm),
        current.links(
            rhythm,
            configuration.run().maxAgeDays(),
            configuration.sections().get("ingest").get("as_of").toString()));
  }

  /** All nodes for an experiment, each after those it reads from. */
  public static List<Node> of(Experiment experiment, Steps steps) {
    return of(experiment, steps, Rhythm.PIPELINE);
  }

  /** The nodes of every rhythm. */
  public static Map<Rhythm, List<Node>> rhythms(Experiment experiment, Steps steps) {
    Map<Rhythm, List<Node>> all = new EnumMap<>(Rhythm.class);
    for (Rhythm rhythm : Rhythm.values()) {
      all.put(rhythm, of(experiment, steps, rhythm));
    }
    return all;
  }

  /** The nodes that a rhythm does; they may read from those that it takes. */
  public static List<Node> of(Experiment experiment, Steps steps, Rhythm rhythm) {
    Pipeline pipeline = new Pipeline(steps);
    for (String stage : STAGES) {
      pipeline.add(stage, stage, rhythm.overrides(stage), Map.of(), Set.of());
    }
    if (experiment.variants().contains(Variant.RELAND_PLUS.id())) {
      pipeline.add(ALTERNATIVE, "retrieve", Map.of("by", "both", "k", "5"), Map.of(), Set.of());
    }
    for (int repetition = 0; repetition < experiment.repetitions(); repetition++) {
      for (String backbone : experiment.backbones()) {
        Set<Variant> done = EnumSet.noneOf(Variant.class);
        for (Variant variant : baseFirst(experiment.variants())) {
          if (Backbones.has(backbone, variant)) {
            pipeline.addCell(backbone, variant, repetition, done.contains(Variant.FEATURES));
            done.add(variant);
          }
        }
      }
    }
    pipeline.add(
        "report",
        "report",
        Map.of(),
        Map.of(Artifacts.MATCHES.name(), List.of("retrieve")),
        Set.of());
    return pipeline.needed(rhythm);
  }

  /**
   * Without the stages that the goal does not need: an ID-only experiment pays for no rationale.
   */
  private List<Node> needed(Rhythm rhythm) {
    Set<String> wanted = new HashSet<>(Set.of(rhythm.goal()));
    List<String> taken = rhythm.taken();
    for (Node node : nodes.reversed()) {
      if (wanted.contains(node.name()) && !taken.contains(node.name())) {
        for (StepSpec.Input input : steps.get(node.step()).spec().inputs()) {
          if (!input.dispensable()) {
            wanted.addAll(node.inputs().getOrDefault(input.artifact().name(), List.of()));
          }
        }
      }
    }
    return nodes.stream()
        .filter(node -> wanted.contains(node.name()) && !taken.contains(node.name()))
        .map(node -> node.readingFrom(wanted))
        .toList();
  }

  /** In their order, but what others are fused onto before these. */
  private static List<Variant> baseFirst(List<String> variants) {
    return variants.stream()
        .map(Variant::of)
        .sorted(Comparator.comparing(variant -> variant.source().isPresent()))
        .toList();
  }

  /**
   * Training and measuring of a cell.
   *
   * @param hasBase whether the same cell without rationales is there, to fuse them onto
   */
  private void addCell(String backbone, Variant variant, int repetition, boolean hasBase) {
    String cell = backbone + "-" + variant.id() + "-" + repetition;
    Map<String, String> overrides =
        Map.of(
            "backbone",
            backbone,
            "variant",
            variant.id(),
            "repetition",
            Integer.toString(repetition));
    Set<String> unused = unusedBy(variant);
    String train = "train-" + cell;
    String base = "train-%s-%s-%d".formatted(backbone, Variant.FEATURES.id(), repetition);
    boolean isOnBase = hasBase && variant.source().isPresent();
    Map<String, List<String>> fixed = new HashMap<>();
    fixed.put(Artifacts.MODEL.name(), isOnBase ? List.of(base) : List.of());
    if (variant.isMatched()) {
      boolean chooses = variant == Variant.RELAND_PLUS;
      fixed.put(
          Artifacts.MATCHES.name(),
          chooses ? List.of("retrieve", ALTERNATIVE) : List.of("retrieve"));
    }
    add(train, "train", overrides, fixed, unused);
    add(
        "evaluate-" + cell,
        "evaluate",
        overrides,
        Map.of(Artifacts.MODEL.name(), List.of(train)),
        unused);
  }

  /** What a variant does not see: it is not even connected, so it cannot be redone for it. */
  private static Set<String> unusedBy(Variant variant) {
    Set<String> unused = new HashSet<>();
    if (!variant.features()) {
      unused.add(Artifacts.ITEM_VECTORS.name());
    }
    if (!variant.isMatched()) {
      unused.add(Artifacts.POOL.name());
      unused.add(Artifacts.MATCHES.name());
    }
    if (variant.source().filter(source -> source == Variant.Source.CAUSAL).isEmpty()) {
      unused.add(Artifacts.PAST_MATCHES.name());
    }
    return unused;
  }

  private void add(
      String name,
      String stepName,
      Map<String, String> overrides,
      Map<String, List<String>> fixedInputs,
      Set<String> unused) {
    Step<?> step = steps.get(stepName);
    Map<String, List<String>> inputs = new HashMap<>(fixedInputs);
    for (StepSpec.Input input : step.spec().inputs()) {
      String artifact = input.artifact().name();
      if (inputs.containsKey(artifact) || unused.contains(artifact)) {
        continue;
      }
      List<String> from = writers.getOrDefault(artifact, List.of());
      if (from.isEmpty() && !input.optional()) {
        throw new IllegalStateException(name + " reads " + artifact + ", which nobody writes");
      }
      if (from.size() > 1 && !input.many()) {
        throw new IllegalStateException(name + " reads " + artifact + ", which several write");
      }
      inputs.put(artifact, List.copyOf(from));
    }
    for (StepSpec.Output output : step.spec().outputs()) {
      writers.computeIfAbsent(output.artifact().name(), n -> new ArrayList<>()).add(name);
    }
    nodes.add(new Node(name, stepName, overrides, inputs, ""));
  }
}
