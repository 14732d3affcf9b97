package org.reland.recommend.train;

import java.util.ArrayList;
import java.util.List;
import org.reland.kit.artifact.CurvePoint;
import org.reland.linalg.Matrix;
import org.reland.neural.Weight;
import org.reland.recommend.backbone.Backbone;

/** How far a training is: everything besides weights and optimisers that the next epoch needs. */
final class Progression {
  final List<CurvePoint> curve = new ArrayList<>();
  final List<Matrix> best = new ArrayList<>();

  /** Epochs of a base that was trained before. */
  int baseEpochs;

  int bestEpoch;
  int phase;
  int phaseStart;
  double bestNdcg = Double.NEGATIVE_INFINITY;

  int epochs() {
    return baseEpochs + curve.size();
  }

  /** Epochs of the present phase. */
  int epochsOfPhase() {
    return epochs() - phaseStart;
  }

  /** What was best before says nothing of the weights that learn from now on. */
  void enterPhase(int number) {
    phase = number;
    phaseStart = epochs();
    bestNdcg = Double.NEGATIVE_INFINITY;
    best.clear();
  }

  /** Notes the weights as the best so far. */
  void keep(Backbone backbone, double ndcg) {
    bestEpoch = epochs();
    bestNdcg = ndcg;
    best.clear();
    backbone.weights().forEach(weight -> best.add(weight.value().copy()));
  }

  /** Puts the best weights back, where any were kept. */
  void restore(Backbone backbone) {
    List<Weight> weights = backbone.weights();
    for (int i = 0; i < best.size(); i++) {
      float[] data = best.get(i).data();
      System.arraycopy(data, 0, weights.get(i).value().data(), 0, data.length);
    }
  }
}
