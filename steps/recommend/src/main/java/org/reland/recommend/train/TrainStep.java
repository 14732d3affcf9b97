package org.reland.recommend.train;

import java.io.IOException;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.step.Image;
import org.reland.kit.step.Step;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.StepSpec;
import org.reland.linalg.Parallel;
import org.reland.recommend.backbone.Backbone;
import org.reland.recommend.model.ModelRows;

/** Trains one cell: a backbone in one variant and one repetition. */
public final class TrainStep implements Step<TrainConfig> {
  @Override
  public StepSpec<TrainConfig> spec() {
    return StepSpec.of("train", 3, TrainConfig.class)
        .reads(Artifacts.USERS, Artifacts.ITEMS, Artifacts.INTERACTIONS, Artifacts.SPLITS)
        .mayRead(Artifacts.ITEM_VECTORS, Artifacts.POOL, Artifacts.PAST_MATCHES, Artifacts.MODEL)
        .collects(Artifacts.MATCHES)
        .writes(Artifacts.MODEL)
        .writesProvenance(Artifacts.CURVE)
        .seeded()
        .needs(700, true)
        .image(Image.RECOMMEND)
        .build();
  }

  @Override
  public Set<String> unused(TrainConfig config) {
    return config.unused();
  }

  @Override
  public void run(TrainConfig config, StepContext context)
      throws IOException, InterruptedException {
    TrainingData data = TrainingData.read(config.backbone(), context);
    context
        .progress()
        .plan(
            "%s: %,d users, %,d items, %,d training pairs, %s epochs"
                .formatted(
                    config.cell(),
                    data.train().users(),
                    data.items(),
                    data.train().size(),
                    config.fixedEpochs() > 0
                        ? config.fixedEpochs()
                        : "at most " + config.epochs()));
    Function<String, RandomGenerator> random =
        purpose -> context.random(purpose + "/repetition-" + config.repetition());
    try (Parallel parallel = Parallel.of(context.threads())) {
      Backbone backbone = Cells.backbone(config, context, data, random, parallel);
      Trainer trainer =
          new Trainer(
              config,
              config.fixedEpochs() > 0 ? null : data.validation(config, random),
              epoch -> random.apply("epoch-" + epoch),
              Checkpoints.in(context.work()),
              context.progress());
      Progression progression = trainer.train(backbone, Base.read(context));
      ModelRows.write(backbone.matrices(), context.write(Artifacts.MODEL));
      context.write(Artifacts.CURVE).writeAll(progression.curve);
      context.fact("epochs", progression.epochs());
      context.fact("best_epoch", progression.bestEpoch);
      trainer.validated(backbone).ifPresent(ndcg -> context.fact("validation_ndcg10", ndcg));
      backbone.facts().forEach(context::fact);
    }
  }
}
