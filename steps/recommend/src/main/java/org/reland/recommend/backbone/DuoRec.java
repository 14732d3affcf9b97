package org.reland.recommend.backbone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.neural.InfoNce;
import org.reland.neural.Packing;
import org.reland.neural.SequenceTrunk;
import org.reland.recommend.backbone.SameTarget.Prefix;
import org.reland.recommend.data.Histories;
import org.reland.recommend.ranking.Ranker;

/**
 * DuoRec (Qiu et al., WSDM 2022): SASRec with a contrastive loss between two views of a prefix,
 * itself under another dropout and another training prefix that the same item follows. One prefix
 * of every sequence of a batch is contrasted, drawn anew each time.
 */
final class DuoRec {
  static final SettingKeys KEYS = SasRec.KEYS;

  /** What the contrastive loss counts, as the authors set it. */
  private static final float WEIGHT = 0.1f;

  private DuoRec() {}

  static Backbone of(Ingredients given) {
    SequenceTrunk trunk =
        SasRec.trunk(given.settings(), given.random().apply("trunk"), given.parallel());
    return new NextItem(given, trunk, new Contrast(given, trunk));
  }

  static Ranker ranker(Map<String, Matrix> model, Histories histories, Parallel parallel) {
    return SasRec.ranker(model, histories, parallel);
  }

  private static final class Contrast implements NextItem.Auxiliary {
    private final Histories train;
    private final int longest;
    private final SequenceTrunk trunk;
    private final SameTarget sameTarget;
    private final Parallel parallel;

    Contrast(Ingredients given, SequenceTrunk trunk) {
      this.train = Objects.requireNonNull(given.histories(), "histories");
      this.longest = given.settings().sequence().length();
      this.trunk = trunk;
      this.sameTarget = SameTarget.of(train, given.items());
      this.parallel = given.parallel();
    }

    /** Both views go through the trunk together, which remembers one pass. */
    @Override
    public double lossAndGradients(
        int[] batch, Matrix vectors, Matrix vectorGradient, RandomGenerator random) {
      List<Prefix> prefixes = new ArrayList<>();
      for (int user : batch) {
        prefixes.add(new Prefix(user, 1 + random.nextInt(train.length(user) - 1)));
      }
      for (int s = 0; s < batch.length; s++) {
        prefixes.add(sameTarget.draw(batch[s], prefixes.get(s).length(), random));
      }
      Packing packing =
          Packing.of(prefixes.stream().mapToInt(p -> Math.min(longest, p.length())).toArray());
      int[] inputs = prefixes.stream().flatMapToInt(p -> Arrays.stream(newest(p))).toArray();
      Matrix hidden = trunk.forward(ItemTable.rows(vectors, inputs), packing, random);
      int[] last = new int[prefixes.size()];
      Arrays.setAll(last, s -> packing.from(s + 1) - 1);
      Matrix gradient = new Matrix(last.length, hidden.cols());
      double loss = InfoNce.lossAndGradient(ItemTable.rows(hidden, last), gradient, parallel);
      for (int i = 0; i < gradient.data().length; i++) {
        gradient.data()[i] *= WEIGHT;
      }
      Matrix dHidden = new Matrix(hidden.rows(), hidden.cols());
      ItemTable.addRows(gradient, last, dHidden);
      ItemTable.addRows(trunk.backward(dHidden), inputs, vectorGradient);
      return WEIGHT * loss;
    }

    private int[] newest(Prefix prefix) {
      return train.items(prefix.user(), Math.max(0, prefix.length() - longest), prefix.length());
    }
  }
}
