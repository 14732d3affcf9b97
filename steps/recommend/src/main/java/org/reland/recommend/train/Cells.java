package org.reland.recommend.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.reland.kit.artifact.Artifact;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Match;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.TableInput;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.recommend.backbone.Backbone;
import org.reland.recommend.backbone.Backbones;
import org.reland.recommend.backbone.Ingredients;
import org.reland.recommend.data.Variant;
import org.reland.recommend.data.Variant.Source;
import org.reland.recommend.fusion.PastRationales;
import org.reland.recommend.fusion.Rationales;

/** Puts the backbone of a cell together from what its variant reads. */
final class Cells {
  private Cells() {}

  /** The untrained backbone of a cell. */
  static Backbone backbone(
      TrainConfig config,
      StepContext context,
      TrainingData data,
      Function<String, RandomGenerator> random,
      Parallel parallel)
      throws IOException {
    Variant variant = config.variantGiven();
    @Nullable Matrix texts = null;
    if (variant.features()) {
      require(config, context, Artifacts.ITEM_VECTORS);
      texts = ItemTexts.read(context, data.items());
    }
    @Nullable Rationales whole = rationales(config, context, data, texts, random);
    return Backbones.create(
        config.backbone(),
        new Ingredients(
            data.train(),
            data.histories(),
            data.items(),
            texts,
            whole,
            alternatives(config, context),
            past(config, context, whole),
            config.hyperparameters(),
            random,
            parallel));
  }

  private static @Nullable Rationales rationales(
      TrainConfig config,
      StepContext context,
      TrainingData data,
      @Nullable Matrix texts,
      Function<String, RandomGenerator> random)
      throws IOException {
    Optional<Source> source = config.variantGiven().source();
    if (source.isEmpty()) {
      return null;
    }
    if (source.get() == Source.OWN_WORDS) {
      return MatchedRationales.ownWords(data.train(), Objects.requireNonNull(texts));
    }
    require(config, context, Artifacts.POOL);
    require(config, context, Artifacts.MATCHES);
    boolean bySimilarity = config.rationaleWeighting().equals("similarity");
    if (source.get() == Source.BEHAVIOR) {
      return MatchedRationales.behaviors(context, config.rationales(), bySimilarity);
    }
    Rationales matched = MatchedRationales.read(context, config.rationales(), bySimilarity);
    return source.get() == Source.SHUFFLED
        ? MatchedRationales.shuffled(matched, random.apply("shuffle"))
        : matched;
  }

  /** The matchings beside that of the configuration, by the nearest seed and by all of them. */
  private static List<Rationales> alternatives(TrainConfig config, StepContext context)
      throws IOException {
    boolean bySimilarity = config.rationaleWeighting().equals("similarity");
    List<Rationales> alternatives = new ArrayList<>();
    for (TableInput<Match> matches : MatchedRationales.others(context)) {
      for (int most : new int[] {1, Integer.MAX_VALUE}) {
        alternatives.add(MatchedRationales.read(context, matches, most, bySimilarity));
      }
    }
    return alternatives;
  }

  private static @Nullable PastRationales past(
      TrainConfig config, StepContext context, @Nullable Rationales whole) throws IOException {
    if (config.variantGiven().source().filter(source -> source == Source.CAUSAL).isEmpty()) {
      return null;
    }
    require(config, context, Artifacts.PAST_MATCHES);
    return MatchedRationales.past(
        context,
        Objects.requireNonNull(whole),
        config.rationales(),
        config.rationaleWeighting().equals("similarity"));
  }

  private static void require(TrainConfig config, StepContext context, Artifact artifact) {
    if (!context.has(artifact)) {
      throw new ConfigurationException(
          "%s needs %s, which no step of this run writes: use the variant id-only or add the step"
              .formatted(config.cell(), artifact.name()));
    }
  }
}
