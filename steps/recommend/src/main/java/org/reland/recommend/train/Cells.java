package org.reland.recommend.train;

import java.io.IOException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.reland.kit.artifact.Artifact;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.step.StepContext;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.recommend.backbone.Backbone;
import org.reland.recommend.backbone.Backbones;
import org.reland.recommend.backbone.Ingredients;
import org.reland.recommend.data.Variant;
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
    return Backbones.create(
        config.backbone(),
        new Ingredients(
            data.train(),
            data.histories(),
            data.items(),
            texts,
            variant.rationales() ? rationales(config, context, random) : null,
            config.hyperparameters(),
            random,
            parallel));
  }

  private static Rationales rationales(
      TrainConfig config, StepContext context, Function<String, RandomGenerator> random)
      throws IOException {
    require(config, context, Artifacts.POOL);
    require(config, context, Artifacts.MATCHES);
    Rationales matched =
        MatchedRationales.read(
            context, config.rationales(), config.rationaleWeighting().equals("similarity"));
    return config.variantGiven() == Variant.RELAND_SHUFFLED
        ? MatchedRationales.shuffled(matched, random.apply("shuffle"))
        : matched;
  }

  private static void require(TrainConfig config, StepContext context, Artifact artifact) {
    if (!context.has(artifact)) {
      throw new ConfigurationException(
          "%s needs %s, which no step of this run writes: use the variant id-only or add the step"
              .formatted(config.cell(), artifact.name()));
    }
  }
}
