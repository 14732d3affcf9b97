package org.reland.workflows.configuration;

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
                    + " ease, itemknn and popularity have id-only",
            fallback = "id-only, features, reland")
        List<String> variants,
    @Setting(
            value = "runs of each cell with other random streams",
            fallback = "1",
            min = 1,
            max = 100)
        int repetitions)
    implements Checked {

  @Override
  public Map<String, Collection<String>> choices() {
    return Map.of("backbones", Backbones.names(), "variants", Variant.ids());
  }

  /** A cell that a backbone cannot have is left out; a backbone without any is a mistake. */
  @Override
  public List<String> problems() {
    return backbones.stream()
        .filter(b -> variants.stream().noneMatch(v -> Backbones.has(b, Variant.of(v))))
        .map(
            b ->
                "variants: is %s, but %s knows ids only: add id-only, or leave %s out of experiment.backbones"
                    .formatted(variants, b, b))
        .toList();
  }
}
