package org.reland.recommend.evaluate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.reland.kit.config.Checked;
import org.reland.kit.config.Setting;
import org.reland.recommend.backbone.Backbones;
import org.reland.recommend.data.Cell;
import org.reland.recommend.data.Variant;

/** Which cell is measured, and at which cut-offs. */
public record EvaluateConfig(
    @Setting(
            value = "the recommender of the cell, as it was trained",
            fallback = "lightgcn",
            setBy = "experiment.backbones")
        String backbone,
    @Setting(
            value = "the variant of the cell, as it was trained",
            fallback = "id-only",
            setBy = "experiment.variants")
        String variant,
    @Setting(
            value = "the repetition of the cell, as it was trained",
            fallback = "0",
            min = 0,
            setBy = "experiment.repetitions")
        int repetition,
    @Setting(
            value = "the share of the users that the pool's seeds are, as for the training",
            fallback = "0",
            min = 0,
            max = 1,
            keyed = false,
            setBy = "experiment.seed_shares")
        double seedShare,
    @Setting(value = "values of k of NDCG@k and HR@k, ascending", fallback = "5,10,20")
        List<String> cutoffs)
    implements Checked {

  @Override
  public Map<String, Collection<String>> choices() {
    return Map.of("backbone", Backbones.names(), "variant", Variant.ids());
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    int before = 0;
    for (String cutoff : cutoffs) {
      if (!cutoff.matches("[1-9][0-9]{0,3}") || Integer.parseInt(cutoff) <= before) {
        problems.add(
            "cutoffs: is %s; whole numbers from 1 to 9999 are allowed, ascending"
                .formatted(cutoffs));
        return problems;
      }
      before = Integer.parseInt(cutoff);
    }
    if (cutoffs.isEmpty()) {
      problems.add("cutoffs: is empty; give at least one, for example 10");
    }
    return problems;
  }

  Cell cell() {
    return new Cell(backbone, variant, repetition);
  }

  int[] values() {
    return cutoffs.stream().mapToInt(Integer::parseInt).toArray();
  }
}
