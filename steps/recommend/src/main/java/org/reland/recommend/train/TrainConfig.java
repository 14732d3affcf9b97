package org.reland.recommend.train;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reland.kit.config.Checked;
import org.reland.kit.config.ConfigBinder;
import org.reland.kit.config.Setting;
import org.reland.neural.CausalSelfAttention;
import org.reland.recommend.backbone.Backbones;
import org.reland.recommend.backbone.Hyperparameters;
import org.reland.recommend.backbone.SettingKeys.Role;
import org.reland.recommend.data.Cell;
import org.reland.recommend.data.Variant;
import org.reland.recommend.data.Variant.Source;

/** One cell of the training matrix (backbone, variant, repetition) and how it is trained. */
public record TrainConfig(
    @Setting(
            value = "the recommender that is trained",
            fallback = "lightgcn",
            setBy = "experiment.backbones")
        String backbone,
    @Setting(
            value =
                "what it is given besides the interactions; reland-shuffled, seed-behavior and own-words are controls",
            fallback = "id-only",
            setBy = "experiment.variants")
        String variant,
    @Setting(
            value = "number of the repetition; all variants of one share their random numbers",
            fallback = "0",
            min = 0,
            setBy = "experiment.repetitions")
        int repetition,
    @Setting(
            value =
                "the share of the users that the pool's seeds are; 0: the whole pool. It says where"
                    + " a result belongs; what is read makes the difference",
            fallback = "0",
            min = 0,
            max = 1,
            keyed = false,
            setBy = "experiment.seed_shares")
        double seedShare,
    @Setting(value = "length of an embedding", fallback = "64", min = 1, max = 4096) int dimensions,
    @Setting(
            value = "hops of propagation, or blocks of a transformer",
            fallback = "2",
            min = 0,
            max = 8)
        int layers,
    @Setting(value = "positives in a batch", fallback = "8192", min = 1) int batchSize,
    @Setting(value = "learning rate of Adam", fallback = "4e-3", min = 1e-9, max = 10)
        double learningRate,
    @Setting(
            value = "as batch_size, for sequential recommenders: sequences",
            fallback = "128",
            min = 1)
        int sequenceBatchSize,
    @Setting(
            value = "as learning_rate, for sequential recommenders",
            fallback = "1e-3",
            min = 1e-9,
            max = 10)
        double sequenceLearningRate,
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
                    + " them (post-LN), as those of the papers",
            fallback = "true")
        boolean normFirst,
    @Setting(
            value =
                "whether a sequential recommender learns by how much an item of the own history"
                    + " is likelier or less likely than another; the paper's have no such number",
            fallback = "true")
        boolean repeatBias,
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
            value = "part of the rows that see no rationale while it learns (reland-plus)",
            fallback = "0.2",
            min = 0,
            max = 0.95)
        double rationaleDropout,
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
    @Setting(value = "lambda, the L2 penalty of EASE", fallback = "50", min = 1e-3)
        double easeRegularization,
    @Setting(
            value = "weights that EASE keeps of an item, the largest",
            fallback = "500",
            min = 1,
            max = 1000000)
        int easeNeighbours,
    @Setting(
            value = "neighbours of an item that count in ItemKNN",
            fallback = "100",
            min = 1,
            max = 1000000)
        int itemknnNeighbours,
    @Setting(
            value = "added to the norms of ItemKNN's cosine: pairs that few users share count less",
            fallback = "10",
            min = 0)
        double itemknnShrinkage,
    @Setting(value = "layers of NGCF", fallback = "3", min = 0, max = 8) int ngcfLayers,
    @Setting(value = "as batch_size, for NGCF", fallback = "4096", min = 1) int ngcfBatchSize,
    @Setting(value = "as learning_rate, for NGCF", fallback = "2e-3", min = 1e-9, max = 10)
        double ngcfLearningRate,
    @Setting(value = "as regularization, for NGCF", fallback = "1e-5", min = 0)
        double ngcfRegularization,
    @Setting(value = "part of NGCF's messages left out", fallback = "0.1", min = 0, max = 0.99)
        double ngcfDropout,
    @Setting(value = "as batch_size, for NeuMF", fallback = "4096", min = 1) int neumfBatchSize,
    @Setting(value = "as learning_rate, for NeuMF", fallback = "2e-3", min = 1e-9, max = 10)
        double neumfLearningRate,
    @Setting(value = "as regularization, for NeuMF", fallback = "0", min = 0)
        double neumfRegularization,
    @Setting(
            value = "part of the inputs of NeuMF's perceptron left out",
            fallback = "0.1",
            min = 0,
            max = 0.99)
        double neumfDropout,
    @Setting(
            value =
                "users that NeuMF is validated on, drawn once for a repetition, since each costs a"
                    + " perceptron over the whole catalogue; 0: all",
            fallback = "4000",
            min = 0)
        int neumfValidationUsers,
    @Setting(
            value = "seconds from one checkpoint to the next, at the least",
            fallback = "15",
            min = 0,
            keyed = false)
        double checkpointSeconds)
    implements Checked {
  private static final Set<String> OF_FEATURES = Set.of("feature_weight", "feature_weights");

  private static final Set<String> OF_RATIONALES =
      Set.of(
          "fusion_epochs",
          "fusion_learning_rate",
          "rationale_weight",
          "rationale_weights",
          "rationale_dropout",
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
    if (Backbones.keys(backbone).all().contains("heads")) {
      attention(problems);
    }
    if (!Backbones.has(backbone, variantGiven())) {
      problems.add(
          "variant: is %s, but %s knows ids only; id-only is allowed".formatted(variant, backbone));
    }
    weights("feature_weights", featureWeights, problems);
    weights("rationale_weights", rationaleWeights, problems);
    return problems;
  }

  private void attention(List<String> problems) {
    if (dimensions % heads != 0) {
      problems.add(
          "heads: is %d, which does not divide dimensions (%d)".formatted(heads, dimensions));
    }
    // Twice, as DuoRec has two views of every sequence.
    int sequences = (int) Math.min(2L * sequenceBatchSize, Integer.MAX_VALUE);
    int longest = CausalSelfAttention.longest(sequences, heads);
    if (maxLength > longest) {
      problems.add(
          "max_length: is %d; with sequence_batch_size %d and heads %d the attention of a batch has room for %d at most: lower one of them"
              .formatted(maxLength, sequenceBatchSize, heads, longest));
    }
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

  /** The keys of what this variant is not given, and of other backbones. */
  Set<String> unused() {
    Set<String> unused = new HashSet<>(Backbones.keysOfAll());
    unused.removeAll(Backbones.keys(backbone).all());
    if (!variantGiven().features()) {
      unused.addAll(OF_FEATURES);
    }
    if (variantGiven().source().isEmpty()) {
      unused.addAll(OF_RATIONALES);
    }
    return unused;
  }

  Variant variantGiven() {
    return Variant.of(variant);
  }

  /** What the backbone is made with; 0 for what it does not have. */
  public Hyperparameters hyperparameters() {
    return new Hyperparameters(
        dimensions,
        (int) value(Role.LAYERS),
        (int) value(Role.BATCH_SIZE),
        value(Role.LEARNING_RATE),
        value(Role.REGULARIZATION),
        value(Role.DROPOUT),
        (int) value(Role.NEIGHBOURS),
        value(Role.SHRINKAGE),
        featureWeight,
        featureWeights.stream().map(Double::valueOf).toList(),
        fusionLearningRate,
        rationaleWeight,
        rationaleWeights.stream().map(Double::valueOf).toList(),
        variantGiven().source().filter(s -> s == Source.CHOSEN).isPresent() ? rationaleDropout : 0,
        new Hyperparameters.Sequence(maxLength, heads, normFirst, repeatBias));
  }

  /** How many users the validation looks at; 0 for all. */
  int validationUsers() {
    return (int) value(Role.VALIDATION_USERS);
  }

  /** The key that sets this backbone's learning rate, where it has one. */
  @Nullable String learningRateKey() {
    return Backbones.keys(backbone).key(Role.LEARNING_RATE);
  }

  /** What is set under the backbone's key for this. */
  private double value(Role role) {
    String key = Backbones.keys(backbone).key(role);
    return key == null ? 0 : ((Number) ConfigBinder.values(this).get(key)).doubleValue();
  }
}
