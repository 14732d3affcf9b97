package org.reland.recommend.train;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.reland.kit.config.Checked;
import org.reland.kit.config.Setting;
import org.reland.recommend.backbone.Backbones;
import org.reland.recommend.backbone.Hyperparameters;
import org.reland.recommend.data.Cell;
import org.reland.recommend.data.Variant;

/** One cell of the training matrix (backbone, variant, repetition) and how it is trained. */
public record TrainConfig(
    @Setting(
            value = "the recommender that is trained",
            fallback = "lightgcn",
            setBy = "experiment.backbones")
        String backbone,
    @Setting(
            value = "what it is given besides the interactions; reland-shuffled is a control",
            fallback = "id-only",
            setBy = "experiment.variants")
        String variant,
    @Setting(
            value = "number of the repetition; all variants of one share their random numbers",
            fallback = "0",
            min = 0,
            setBy = "experiment.repetitions")
        int repetition,
    @Setting(value = "length of an embedding", fallback = "64", min = 1, max = 4096) int dimensions,
    @Setting(
            value = "hops of propagation, or blocks of a transformer",
            fallback = "2",
            min = 0,
            max = 8)
        int layers,
    @Setting(
            value =
                "positives, or sequences, in a batch; 0: the recommender's own (lightgcn 8192,"
                    + " sequential ones 128)",
            fallback = "0",
            min = 0)
        int batchSize,
    @Setting(
            value =
                "learning rate of Adam; 0: the recommender's own (lightgcn 4e-3, sequential ones"
                    + " 1e-3)",
            fallback = "0",
            min = 0,
            max = 10)
        double learningRate,
    @Setting(
            value = "newest items of a history that a sequential recommender sees",
            fallback = "50",
            min = 1,
            max = 4096)
        int maxLength,
    @Setting(
            value = "heads of attention; must divide dimensions",
            fallback = "2",
            min = 1,
            max = 64)
        int heads,
    @Setting(
            value =
                "whether a transformer normalises before attention and network (pre-LN) or after"
                    + " them (post-LN)",
            fallback = "false")
        boolean normFirst,
    @Setting(
            value = "part that a sequential recommender drops of embeddings, layers and attention",
            fallback = "0.5",
            min = 0,
            max = 0.95)
        double dropout,
    @Setting(
            value = "L2 factor on the embeddings of a batch, per triple",
            fallback = "1e-4",
            min = 0)
        double regularization,
    @Setting(value = "most epochs", fallback = "150", min = 1) int epochs,
    @Setting(
            value = "epochs without a better validation NDCG@10 after which training stops",
            fallback = "10",
            min = 1)
        int patience,
    @Setting(value = "epochs from one validation to the next", fallback = "3", min = 1)
        int validateEvery,
    @Setting(
            value =
                "if above 0: train exactly so many epochs and look at no validation item at all",
            fallback = "0",
            min = 0)
        int fixedEpochs,
    @Setting(
            value =
                "weight of the own history's text in units of the embedding score, while training",
            fallback = "0.5",
            min = 0,
            max = 100)
        double featureWeight,
    @Setting(
            value = "weights that the final one is chosen from on validation",
            fallback = "0,0.1,0.2,0.35,0.5,0.7")
        List<String> featureWeights,
    @Setting(
            value = "epochs in which the fusion layer learns, after the embeddings (ReLand)",
            fallback = "6",
            min = 1)
        int fusionEpochs,
    @Setting(value = "learning rate of the fusion layer", fallback = "1e-3", min = 1e-9, max = 10)
        double fusionLearningRate,
    @Setting(
            value = "weight of the rationale's text in the same units, while training",
            fallback = "0.2",
            min = 0,
            max = 100)
        double rationaleWeight,
    @Setting(
            value = "weights that the final one is chosen from on validation; fusion may stay off",
            fallback = "0,0.05,0.1,0.2,0.4,0.8,1.6")
        List<String> rationaleWeights,
    @Setting(
            value = "how many of a user's matches are averaged",
            fallback = "1",
            min = 1,
            max = 1000)
        int rationales,
    @Setting(
            value = "whether matches count by their similarity or all alike",
            fallback = "plain",
            oneOf = {"plain", "similarity"})
        String rationaleWeighting,
    @Setting(
            value = "seconds from one checkpoint to the next, at the least",
            fallback = "15",
            min = 0,
            keyed = false)
        double checkpointSeconds)
    implements Checked {
  private static final Set<String> OF_SEQUENCES =
      Set.of("max_length", "heads", "norm_first", "dropout");

  private static final Set<String> OF_FEATURES = Set.of("feature_weight", "feature_weights");

  private static final Set<String> OF_RATIONALES =
      Set.of(
          "fusion_epochs",
          "fusion_learning_rate",
          "rationale_weight",
          "rationale_weights",
          "rationales",
          "rationale_weighting");

  @Override
  public Map<String, Collection<String>> choices() {
    return Map.of("backbone", Backbones.names(), "variant", Variant.ids());
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (fixedEpochs == 0 && validateEvery > epochs) {
      problems.add(
          "validate_every: is %d, above epochs (%d): nothing would ever be validated"
              .formatted(validateEvery, epochs));
    }
    if (fixedEpochs == 0 && patience < validateEvery) {
      problems.add(
          "patience: is %d, below validate_every (%d): training would end before a second validation"
              .formatted(patience, validateEvery));
    }
    if (dimensions % heads != 0) {
      problems.add(
          "heads: is %d, which does not divide dimensions (%d)".formatted(heads, dimensions));
    }
    weights("feature_weights", featureWeights, problems);
    weights("rationale_weights", rationaleWeights, problems);
    return problems;
  }

  private static void weights(String key, List<String> weights, List<String> problems) {
    for (String weight : weights) {
      if (!weight.matches("[0-9]{1,3}(\\.[0-9]{1,6})?")) {
        problems.add("%s: holds '%s'; numbers such as 0.5 are allowed".formatted(key, weight));
      }
    }
    if (weights.isEmpty()) {
      problems.add("%s: is empty; give at least one weight, for example 0.5".formatted(key));
    }
  }

  /** Which cell this is. */
  public Cell cell() {
    return new Cell(backbone, variant, repetition);
  }

  /** The keys of what this variant is not given. */
  Set<String> unused() {
    Set<String> unused = new HashSet<>();
    if (!Backbones.isSequential(backbone)) {
      unused.addAll(OF_SEQUENCES);
    }
    if (!variantGiven().features()) {
      unused.addAll(OF_FEATURES);
    }
    if (!variantGiven().rationales()) {
      unused.addAll(OF_RATIONALES);
    }
    return unused;
  }

  Variant variantGiven() {
    return Variant.of(variant);
  }

  Hyperparameters hyperparameters() {
    return new Hyperparameters(
        dimensions,
        layers,
        batchSize == 0 ? Backbones.batchSize(backbone) : batchSize,
        learningRate == 0 ? Backbones.learningRate(backbone) : learningRate,
        regularization,
        featureWeight,
        featureWeights.stream().map(Double::valueOf).toList(),
        fusionLearningRate,
        rationaleWeight,
        rationaleWeights.stream().map(Double::valueOf).toList(),
        new Hyperparameters.Sequence(maxLength, heads, normFirst, dropout));
  }
}
