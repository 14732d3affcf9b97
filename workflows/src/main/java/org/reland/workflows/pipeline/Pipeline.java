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
 * matrix. Nodes are wired by the names of the artifacts that they read and write; one of a {@link
 * Branch} reads what its branch writes, and of the main way what its branch does not.
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

  private final Steps steps;
  private final List<Node> nodes = new ArrayList<>();

  /** By branch and artifact. */
  private final Map<String, Map<String, List<String>>> writers = new HashMap<>();

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
      pipeline.add(Branch.MAIN, stage, stage, rhythm.overrides(stage), Map.of(), Set.of());
    }
    for (Branch branch : Branch.of(experiment)) {
      for (String stage : branch.own(STAGES)) {
        Map<String, String> overrides = branch.overrides().getOrDefault(stage, Map.of());
        pipeline.add(branch, branch.node(stage), stage, overrides, Map.of(), Set.of());
      }
    }
    for (int repetition = 0; repetition < experiment.repetitions(); repetition++) {
      for (String backbone : experiment.backbones()) {
        Set<Variant> done = EnumSet.noneOf(Variant.class);
        for (Variant variant : baseFirst(experiment.variants())) {
          if (Backbones.has(backbone, variant)) {
            Branch branch = new Branch(variant.pool(), Map.of());
            pipeline.addCell(branch, backbone, variant, repetition, "0", done);
            done.add(variant);
          }
        }
        if (Backbones.has(backbone, Variant.RELAND)) {
          for (String share : experiment.seedShares()) {
            Branch branch = Branch.ofShare(share);
            pipeline.addCell(branch, backbone, Variant.RELAND, repetition, share, done);
          }
        }
      }
    }
    pipeline.add(Branch.MAIN, "report", "report", Map.of(), Map.of(), Set.of());
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
   * @param seedShare 0 for the whole pool
   * @param done the variants of the same backbone and repetition that are there already, to fuse
   *     rationales onto
   */
  private void addCell(
      Branch branch,
      String backbone,
      Variant variant,
      int repetition,
      String seedShare,
      Set<Variant> done) {
    String pool = seedShare.equals("0") ? "" : "-" + branch.name();
    String cell = backbone + "-" + variant.id() + pool + "-" + repetition;
    Map<String, String> overrides =
        Map.of(
            "backbone",
            backbone,
            "variant",
            variant.id(),
            "repetition",
            Integer.toString(repetition),
            "seed_share",
            seedShare);
    Set<String> unused = unusedBy(variant);
    String train = "train-" + cell;
    Variant base = variant.features() ? Variant.FEATURES : Variant.ID_ONLY;
    boolean isOnBase = done.contains(base) && variant.source().isPresent();
    Map<String, List<String>> fixed = new HashMap<>();
    fixed.put(
        Artifacts.MODEL.name(),
        isOnBase ? List.of("train-" + backbone + "-" + base.id() + "-" + repetition) : List.of());
    if (variant.isMatched()) {
      List<String> matches = new ArrayList<>(writers(branch, Artifacts.MATCHES.name()));
      if (variant == Variant.RELAND_PLUS) {
        matches.addAll(writers(Branch.BOTH, Artifacts.MATCHES.name()));
      }
      fixed.put(Artifacts.MATCHES.name(), matches);
    }
    add(branch, train, "train", overrides, fixed, unused);
    add(
        branch,
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
      Branch branch,
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
      List<String> from = input.many() ? allWriters(artifact) : writers(branch, artifact);
      if (from.isEmpty() && !input.optional()) {
        throw new IllegalStateException(name + " reads " + artifact + ", which nobody writes");
      }
      if (from.size() > 1 && !input.many()) {
        throw new IllegalStateException(name + " reads " + artifact + ", which several write");
      }
      inputs.put(artifact, List.copyOf(from));
    }
    for (StepSpec.Output output : step.spec().outputs()) {
      writers
          .computeIfAbsent(branch.name(), b -> new HashMap<>())
          .computeIfAbsent(output.artifact().name(), n -> new ArrayList<>())
          .add(name);
    }
    nodes.add(new Node(name, stepName, overrides, inputs, ""));
  }

  private List<String> writers(Branch branch, String artifact) {
    List<String> own = writersOf(branch.name(), artifact);
    return own.isEmpty() ? writersOf(Branch.MAIN.name(), artifact) : own;
  }

  private List<String> writersOf(String branch, String artifact) {
    return writers.getOrDefault(branch, Map.of()).getOrDefault(artifact, List.of());
  }

  /** Of every branch, in the order in which they were added. */
  private List<String> allWriters(String artifact) {
    return nodes.stream()
        .filter(
            node ->
                steps.get(node.step()).spec().outputs().stream()
                    .anyMatch(output -> output.artifact().name().equals(artifact)))
        .map(Node::name)
        .toList();
  }
}
