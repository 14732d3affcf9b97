package org.reland.workflows.pipeline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.reland.recommend.data.Variant;
import org.reland.workflows.configuration.Experiment;

/**
 * A way to a pool. Beside the main one an experiment may have others that leave it at some stage:
 * the ablations of the paper's Fig. 5, which draw or ask otherwise, and the smaller pools of Fig.
 * 6, which take the first seeds only. What comes before that stage is shared.
 *
 * @param name the suffix of its nodes; empty for the main one
 * @param overrides what is special to it, by stage
 */
record Branch(String name, Map<String, Map<String, String>> overrides) {
  static final Branch MAIN = new Branch("", Map.of());

  /** The matching that validation may prefer to that of the configuration. */
  static final Branch BOTH = new Branch("both", Map.of("retrieve", Map.of("by", "both", "k", "5")));

  /** All that an experiment has beside the main one. */
  static List<Branch> of(Experiment experiment) {
    List<Branch> branches = new ArrayList<>();
    for (String variant : new TreeSet<>(experiment.variants())) {
      if (!Variant.of(variant).pool().isEmpty()) {
        branches.add(ofVariant(Variant.of(variant), experiment));
      }
    }
    if (experiment.variants().contains(Variant.RELAND_PLUS.id())) {
      branches.add(BOTH);
    }
    experiment.seedShares().forEach(share -> branches.add(ofShare(share)));
    return branches;
  }

  private static Branch ofVariant(Variant variant, Experiment experiment) {
    Map<String, Map<String, String>> overrides = new TreeMap<>();
    switch (variant) {
      case RELAND_UNIFORM -> overrides.put("sample", Map.of("strategy", "uniform"));
      case RELAND_DIRECT -> {
        overrides.put("prompt", Map.of("variant", "direct"));
        overrides.put("embed", Map.of("rationale_text", "all"));
      }
      default -> throw new IllegalStateException(variant + " has no pool of its own");
    }
    if (!experiment.ablationGenerator().equals("same")) {
      overrides.put(
          "infer", Map.of("generator", experiment.ablationGenerator(), "responses_file", ""));
    }
    return new Branch(variant.pool(), overrides);
  }

  /** The pool of the first seeds: {@code seeds-2p5} is 2.5 % of the users. */
  static Branch ofShare(String share) {
    String percent = new BigDecimal(share).movePointRight(2).stripTrailingZeros().toPlainString();
    return new Branch(
        "seeds-" + percent.replace('.', 'p'), Map.of("index", Map.of("seed_share", share)));
  }

  /** The name of its node of a stage. */
  String node(String stage) {
    return name.isEmpty() ? stage : stage + "-" + name;
  }

  /** Those of the stages, in order, that it does not share. */
  List<String> own(List<String> stages) {
    return stages.stream().dropWhile(stage -> !overrides.containsKey(stage)).toList();
  }
}
