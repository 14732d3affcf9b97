package org.reland.recommend.backbone;

import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.neural.SequenceTrunk;
import org.reland.neural.Transformer;
import org.reland.neural.Trunk;
import org.reland.recommend.backbone.SettingKeys.Role;
import org.reland.recommend.data.Histories;
import org.reland.recommend.ranking.Ranker;

/**
 * SASRec (Kang and McAuley, ICDM 2018) in the form of RecBole, which the paper uses: a transformer
 * with causal attention, tied item vectors, softmax over all items.
 */
final class SasRec {
  static final SettingKeys KEYS =
      SettingKeys.sequential(Map.of(Role.LAYERS, "layers"), Set.of("heads", "norm_first"));

  private static final double DEVIATION = 0.02;

  /** The feed-forward network is so many times as wide as a row. */
  private static final int WIDENING = 4;

  private SasRec() {}

  static Backbone of(Ingredients given) {
    return new NextItem(
        given, trunk(given.settings(), given.random().apply("trunk"), given.parallel()), null);
  }

  static SequenceTrunk trunk(Hyperparameters settings, RandomGenerator random, Parallel parallel) {
    Hyperparameters.Sequence sequence = settings.sequence();
    return new Transformer(
        "trunk",
        new Trunk(
            settings.dimensions(),
            sequence.length(),
            settings.layers(),
            sequence.heads(),
            WIDENING * settings.dimensions(),
            sequence.normFirst(),
            settings.dropout(),
            settings.dropout(),
            DEVIATION,
            settings.learningRate()),
        random,
        parallel);
  }

  static Ranker ranker(Map<String, Matrix> model, Histories histories, Parallel parallel) {
    return SequenceVectors.ranker(
        model, settings -> trunk(settings, new SplittableRandom(0), parallel), histories, parallel);
  }
}
