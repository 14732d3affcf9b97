package org.reland.behavior.encode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.EncoderItem;
import org.reland.kit.artifact.HistoryEntry;
import org.reland.kit.artifact.Item;
import org.reland.kit.step.Step;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.StepSpec;
import org.reland.kit.step.TableInput;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;

/** Trains the behavior encoder on the training histories and freezes its item table. */
public final class EncodeStep implements Step<EncodeConfig> {
  private static final String CHECKPOINT = "training";

  @Override
  public StepSpec<EncodeConfig> spec() {
    return StepSpec.of("encode", 2, EncodeConfig.class)
        .reads(Artifacts.HISTORY, Artifacts.ITEMS)
        .writes(Artifacts.ENCODER, Artifacts.ENCODER_WEIGHTS)
        .seeded()
        .needs(1024, true)
        .build();
  }

  @Override
  public Set<String> unused(EncodeConfig config) {
    return config.unused();
  }

  @Override
  public void run(EncodeConfig config, StepContext context)
      throws IOException, InterruptedException {
    TableInput<HistoryEntry> history = context.read(Artifacts.HISTORY);
    List<Item> items = context.read(Artifacts.ITEMS).list();
    TrainingPairs pairs = TrainingPairs.of(history, items.size());
    context
        .progress()
        .plan(
            "train the encoder %s on %,d pairs of %,d users and %,d items, %d epochs"
                .formatted(
                    config.encoder(), pairs.size(), pairs.users(), items.size(), config.epochs()));
    try (Parallel parallel = Parallel.of(context.threads())) {
      EncoderTraining training = training(config, pairs, history, items, parallel, context);
      train(config, training, context);
      FrozenEncoder encoder = training.freeze();
      List<EncoderItem> table = itemTable(pairs, items, encoder.items());
      context.write(Artifacts.ENCODER).writeAll(table);
      EncoderWeights.of(encoder.weights()).write(context.write(Artifacts.ENCODER_WEIGHTS));
      context.fact("pairs", pairs.size());
      context.fact("items_known", table.size());
      if (config.epochs() > 0) {
        context.fact("loss", training.loss());
      }
    }
  }

  private static EncoderTraining training(
      EncodeConfig config,
      TrainingPairs pairs,
      TableInput<HistoryEntry> history,
      List<Item> items,
      Parallel parallel,
      StepContext context)
      throws IOException {
    IntFunction<RandomGenerator> random = epoch -> context.random("epoch " + epoch);
    return switch (config.encoder()) {
      case "sasrec" ->
          new NetworkTraining(
              new SasRecNetwork(
                  SasRec.of(config),
                  config.sasrecBatchSize(),
                  items.size(),
                  UserHistory.list(history, 0),
                  random.apply(0),
                  parallel),
              random,
              "encode.sasrec_learning_rate (now %s)".formatted(config.sasrecLearningRate()));
      case "gat" ->
          new NetworkTraining(
              new GatNetwork(
                  config,
                  pairs,
                  ItemEntities.of(items, pairs.itemDegrees()),
                  random.apply(0),
                  parallel),
              random,
              "encode.gat_learning_rate (now %s)".formatted(config.gatLearningRate()));
      default -> new LightGcnTraining(config, pairs, random, parallel);
    };
  }

  private static void train(EncodeConfig config, EncoderTraining training, StepContext context)
      throws IOException, InterruptedException {
    Optional<byte[]> checkpoint = context.work().get(CHECKPOINT);
    if (checkpoint.isPresent()) {
      context
          .progress()
          .note(
              training.restore(checkpoint.get())
                  ? "going on after epoch " + training.epoch()
                  : "the checkpoint is damaged or of another version: training starts anew");
    }
    long saved = System.nanoTime();
    while (training.epoch() < config.epochs()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      training.runEpoch();
      context.progress().advance(training.epoch(), config.epochs(), "epochs");
      if (System.nanoTime() - saved >= config.checkpointSeconds() * 1e9) {
        context.work().put(CHECKPOINT, training.checkpoint());
        saved = System.nanoTime();
      }
    }
  }

  /** The items that occur in training; of the others nothing was learned. */
  private static List<EncoderItem> itemTable(
      TrainingPairs pairs, List<Item> items, Matrix vectors) {
    int[] degrees = pairs.itemDegrees();
    List<EncoderItem> table = new ArrayList<>();
    for (Item item : items) {
      int degree = degrees[item.item()];
      if (degree > 0) {
        table.add(new EncoderItem(item.id(), degree, vectors.row(item.item())));
      }
    }
    return table;
  }
}
