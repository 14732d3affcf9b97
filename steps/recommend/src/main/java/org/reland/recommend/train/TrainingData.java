package org.reland.recommend.train;

import java.io.IOException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.reland.kit.step.StepContext;
import org.reland.recommend.backbone.Backbones;
import org.reland.recommend.data.CollaborativeData;
import org.reland.recommend.data.Histories;
import org.reland.recommend.data.SequentialData;
import org.reland.recommend.data.UserItems;
import org.reland.recommend.ranking.FullRanking;

/**
 * What a backbone trains on and is stopped by, under the protocol that it is measured by.
 *
 * @param histories the training part in the order of time; null where order is not looked at
 * @param relevant the validation items
 * @param masked what their ranking leaves out: as the test's in collaborative filtering, nothing in
 *     the sequential protocol, as in the paper
 */
@SuppressWarnings("ArrayRecordComponent")
record TrainingData(
    int items,
    UserItems train,
    @Nullable Histories histories,
    UserItems relevant,
    UserItems... masked) {
  private static final int[] CUTOFF = {10};

  static TrainingData read(String backbone, StepContext context) throws IOException {
    if (Backbones.isSequential(backbone)) {
      SequentialData data = SequentialData.read(context);
      Histories train = data.train();
      return new TrainingData(data.items(), train.sets(), train, data.valid());
    }
    CollaborativeData data = CollaborativeData.read(context);
    return new TrainingData(data.items(), data.train(), null, data.valid(), data.train());
  }

  /** The ranking that training is stopped by. */
  FullRanking validation(TrainConfig config, Function<String, RandomGenerator> random) {
    UserItems seen =
        config.validationUsers() == 0
            ? relevant
            : relevant.sample(config.validationUsers(), random.apply("validation"));
    return new FullRanking(CUTOFF, seen, masked);
  }
}
