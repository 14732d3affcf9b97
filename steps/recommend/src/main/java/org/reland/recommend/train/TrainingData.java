package org.reland.recommend.train;

import java.io.IOException;
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
 * @param validation the ranking that training is stopped by: masked as the test's in collaborative
 *     filtering, unmasked in the sequential protocol, as in the paper
 */
record TrainingData(
    int items, UserItems train, @Nullable Histories histories, FullRanking validation) {
  private static final int[] CUTOFF = {10};

  static TrainingData read(String backbone, StepContext context) throws IOException {
    if (Backbones.isSequential(backbone)) {
      SequentialData data = SequentialData.read(context);
      Histories train = data.train();
      return new TrainingData(
          data.items(), train.sets(), train, new FullRanking(CUTOFF, data.valid()));
    }
    CollaborativeData data = CollaborativeData.read(context);
    return new TrainingData(
        data.items(), data.train(), null, new FullRanking(CUTOFF, data.valid(), data.train()));
  }
}
