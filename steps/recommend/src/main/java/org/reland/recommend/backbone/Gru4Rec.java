package org.reland.recommend.backbone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.neural.Dropout;
import org.reland.neural.Gru;
import org.reland.neural.Initial;
import org.reland.neural.Linear;
import org.reland.neural.Packing;
import org.reland.neural.SequenceTrunk;
import org.reland.neural.Weight;
import org.reland.recommend.data.Histories;
import org.reland.recommend.ranking.Ranker;

/**
 * GRU4Rec (Hidasi et al., ICLR 2016; Tan et al., DLRS 2016) in the form of RecBole: dropout on the
 * embedded items, a recurrent unit twice as wide, a linear layer back to the items' dimensions.
 */
final class Gru4Rec {
  static final SettingKeys KEYS = SettingKeys.sequential(Map.of(), Set.of());

  private static final int WIDENING = 2;

  private Gru4Rec() {}

  static Backbone of(Ingredients given) {
    return new NextItem(
        given, trunk(given.settings(), given.random().apply("trunk"), given.parallel()), null);
  }

  private static SequenceTrunk trunk(
      Hyperparameters settings, RandomGenerator random, Parallel parallel) {
    return new Trunk(settings, random, parallel);
  }

  static Ranker ranker(Map<String, Matrix> model, Histories histories, Parallel parallel) {
    return SequenceVectors.ranker(
        model, settings -> trunk(settings, new SplittableRandom(0), parallel), histories, parallel);
  }

  private static final class Trunk implements SequenceTrunk {
    private final Dropout dropout;
    private final Gru gru;
    private final Linear narrow;

    Trunk(Hyperparameters settings, RandomGenerator random, Parallel parallel) {
      int d = settings.dimensions();
      int hidden = WIDENING * d;
      dropout = new Dropout(settings.dropout());
      gru = new Gru("trunk.gru", d, hidden, settings.learningRate(), random, parallel);
      narrow =
          new Linear(
              "trunk.narrow",
              Initial.uniform(hidden, d, 1 / Math.sqrt(hidden), random),
              settings.learningRate(),
              parallel);
    }

    @Override
    public List<Weight> weights() {
      List<Weight> weights = new ArrayList<>(gru.weights());
      weights.addAll(narrow.weights());
      return weights;
    }

    @Override
    public Matrix forward(Matrix rows, Packing sequences, @Nullable RandomGenerator random) {
      Matrix x = rows.copy();
      dropout.forward(x.data(), random);
      return narrow.forward(gru.forward(x, sequences));
    }

    @Override
    public Matrix backward(Matrix gradient) {
      Matrix dx = gru.backward(narrow.backward(gradient));
      dropout.backward(dx.data());
      return dx;
    }
  }
}
