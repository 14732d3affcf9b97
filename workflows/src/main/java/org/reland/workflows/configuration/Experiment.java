package org.reland.workflows.configuration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.reland.kit.config.Checked;
import org.reland.kit.config.Setting;
import org.reland.recommend.backbone.Backbones;
import org.reland.recommend.data.Variant;

/** Section {@code experiment}: the training matrix, one cell a combination. */
public record Experiment(
    @Setting(value = "recommenders", fallback = "lightgcn") List<String> backbones,
    @Setting(
            value =
                "what they know beside ids; reland-shuffled, seed-behavior and own-words are controls;"
                    + " reland-no-features, reland-uniform (seeds) and reland-direct (prompts) are"
                    + " ablations, the last two with a pool of their own; ease, itemknn and"
                    + " popularity have id-only",
            fallback = "id-only, features, reland")
        List<String> variants,
    @Setting(
            value = "runs of each cell with other random streams",
            fallback = "1",
            min = 1,
            max = 100)
        int repetitions,
    @Setting(
            value =
                "smaller pools beside the whole one, as shares of the users, ascending: the first"
                    + " seeds that were drawn, for the variant reland; empty: none",
            fallback = "")
        List<String> seedShares,
    @Setting(
            value =
                "who writes the rationales of the ablations' own pools: same is infer.generator,"
                    + " which must not be recorded then",
            fallback = "same",
            oneOf = {"same", "offline"})
        String ablationGenerator)
    implements Checked {

  @Override
  public Map<String, Collection<String>> choices() {
    return Map.of("backbones", Backbones.names(), "variants", Variant.ids());
  }

  /** A cell that a backbone cannot have is left out; a backbone without any is a mistake. */
  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    backbones.stream()
        .filter(b -> variants.stream().noneMatch(v -> Backbones.has(b, Variant.of(v))))
        .map(
            b ->
                "variants: is %s, but %s knows ids only: add id-only, or leave %s out of experiment.backbones"
                    .formatted(variants, b, b))
        .forEach(problems::add);
    if (!seedShares.isEmpty() && !variants.contains(Variant.RELAND.id())) {
      problems.add(
          "seed_shares: is %s, for the variant reland, which experiment.variants lacks: add it there"
              .formatted(seedShares));
    }
    double before = 0;
    for (String share : seedShares) {
      if (!share.matches("0?\\.[0-9]{1,6}|1(\\.0{1,6})?") || Double.parseDouble(share) <= before) {
        problems.add(
            "seed_shares: is %s; numbers above 0 and up to 1 are allowed, ascending, such as 0.025, 0.05"
                .formatted(seedShares));
        break;
      }
      before = Double.parseDouble(share);
    }
    return problems;
  }
}
