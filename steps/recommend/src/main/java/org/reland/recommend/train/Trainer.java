package org.reland.recommend.train;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.reland.kit.artifact.CurvePoint;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.progress.Progress;
import org.reland.kit.step.CheckpointFormat;
import org.reland.kit.store.ArtifactStore;
import org.reland.recommend.backbone.Backbone;
import org.reland.recommend.ranking.FullRanking;
import org.reland.recommend.ranking.Ranker;

/**
 * The training loop of every backbone: epochs, validation, early stopping with the best weights
 * restored, checkpoints.
 */
final class Trainer {
  private final TrainConfig config;
  private final @Nullable FullRanking validation;
  private final IntFunction<RandomGenerator> randomOfEpoch;
  private final Checkpoints checkpoints;
  private final Progress progress;

  /**
   * For one cell.
   *
   * @param validation null where the number of epochs is fixed: then nothing is selected
   */
  Trainer(
      TrainConfig config,
      @Nullable FullRanking validation,
      IntFunction<RandomGenerator> randomOfEpoch,
      Checkpoints checkpoints,
      Progress progress) {
    this.config = config;
    this.validation = validation;
    this.randomOfEpoch = randomOfEpoch;
    this.checkpoints = checkpoints;
    this.progress = progress;
  }

  /**
   * Trains the backbone, from the checkpoint where there is one.
   *
   * @param base trained already; null to train it too
   */
  Progression train(Backbone backbone, @Nullable Base base)
      throws IOException, InterruptedException {
    Progression progression = begin(backbone, base);
    do {
      phase(backbone, progression);
      progression.restore(backbone);
    } while (nextPhase(backbone, progression));
    if (validation != null) {
      backbone.choose(this::ndcg);
    }
    return progression;
  }

  /** NDCG@10 of the validation items as the backbone stands; empty where nothing is selected. */
  OptionalDouble validated(Backbone backbone) {
    return validation == null ? OptionalDouble.empty() : OptionalDouble.of(ndcg(backbone.ranker()));
  }

  private Progression begin(Backbone backbone, @Nullable Base base) throws IOException {
    Optional<CheckpointFormat.Source> checkpoint = checkpoints.latest();
    if (checkpoint.isEmpty()) {
      return anew(backbone, base);
    }
    Optional<Progression> progression =
        Checkpoint.restore(checkpoint.get(), backbone, validation == null ? null : this::ndcg);
    progress.note(
        progression.isPresent()
            ? "going on after epoch " + progression.get().epochs()
            : "the checkpoint is damaged or of another version: training starts anew");
    return progression.isPresent() ? progression.get() : anew(backbone, base);
  }

  private Progression anew(Backbone backbone, @Nullable Base base) {
    Progression progression = new Progression();
    if (base != null) {
      base.restore(backbone);
      progression.baseEpochs = base.epochs();
      if (!nextPhase(backbone, progression)) {
        throw new IllegalStateException("nothing is left to train on a base");
      }
    }
    return progression;
  }

  private boolean nextPhase(Backbone backbone, Progression progression) {
    if (!backbone.nextPhase(validation == null ? null : this::ndcg)) {
      return false;
    }
    progression.enterPhase(progression.phase + 1);
    return true;
  }

  private void phase(Backbone backbone, Progression progression)
      throws IOException, InterruptedException {
    long saved = System.nanoTime();
    while (!finished(backbone, progression)) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      epoch(backbone, progression);
      if (System.nanoTime() - saved >= config.checkpointSeconds() * 1e9) {
        save(backbone, progression);
        saved = System.nanoTime();
      }
      progress.advance(
          progression.epochs(),
          progression.phaseStart + mostEpochs(backbone, progression),
          "epochs");
    }
  }

  private void save(Backbone backbone, Progression progression) throws IOException {
    try (ArtifactStore.Pending pending = checkpoints.create()) {
      Checkpoint.write(backbone, progression, pending.stream());
      pending.commit();
    }
  }

  private void epoch(Backbone backbone, Progression progression) {
    long start = System.nanoTime();
    int epoch = progression.epochs() + 1;
    double loss = backbone.trainEpoch(randomOfEpoch.apply(epoch));
    if (!Double.isFinite(loss)) {
      throw new ConfigurationException(
          "the training of %s diverged: the loss of epoch %d is %s. Lower train.%s (is %s) and run again"
              .formatted(
                  config.cell(),
                  epoch,
                  loss,
                  progression.phase > 0 ? "fusion_learning_rate" : config.learningRateKey(),
                  progression.phase > 0
                      ? config.fusionLearningRate()
                      : config.hyperparameters().learningRate()));
    }
    Double ndcg = null;
    int ofPhase = progression.epochsOfPhase() + 1;
    if (validation != null
        && (ofPhase % config.validateEvery() == 0
            || ofPhase == mostEpochs(backbone, progression))) {
      ndcg = backbone.measure(this::ndcg);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    progression.curve.add(new CurvePoint(epoch, loss, ndcg, seconds));
    if (ndcg != null && ndcg > progression.bestNdcg) {
      progression.keep(backbone, ndcg);
    }
  }

  private double ndcg(Ranker ranker) {
    return Objects.requireNonNull(validation).evaluate(ranker).meanNdcg(0);
  }

  private boolean finished(Backbone backbone, Progression progression) {
    int best = Math.max(progression.bestEpoch, progression.phaseStart);
    return progression.epochsOfPhase() >= mostEpochs(backbone, progression)
        || (best > 0 && progression.epochs() - best >= config.patience());
  }

  private int mostEpochs(Backbone backbone, Progression progression) {
    if (progression.phase > 0) {
      return config.fusionEpochs();
    }
    int wanted = config.fixedEpochs() > 0 ? config.fixedEpochs() : config.epochs();
    return Math.min(wanted, backbone.usefulEpochs());
  }
}
