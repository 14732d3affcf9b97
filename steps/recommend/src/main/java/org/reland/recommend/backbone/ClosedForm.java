package org.reland.recommend.backbone;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.Matrix;
import org.reland.neural.Weight;
import org.reland.recommend.ranking.Ranker;

/**
 * A recommender that follows from the training part at once: a reference row that every trained
 * backbone has to be seen beside. It knows ids only and has no epochs; it is computed when it is
 * first asked for anything, so that a training that was killed after its only epoch has it again.
 */
final class ClosedForm implements Backbone {
  private final Ingredients given;
  private final Function<Ingredients, Scoring> solution;
  private @Nullable Scoring scoring;

  ClosedForm(Ingredients given, Function<Ingredients, Scoring> solution) {
    this.given = given;
    this.solution = solution;
  }

  private Scoring scoring() {
    if (scoring == null) {
      scoring = solution.apply(given);
    }
    return scoring;
  }

  @Override
  public List<Weight> weights() {
    return List.of();
  }

  @Override
  public int usefulEpochs() {
    return 1;
  }

  @Override
  public double trainEpoch(RandomGenerator random) {
    return 0;
  }

  @Override
  public Ranker ranker() {
    return scoring().ranker(given.parallel());
  }

  @Override
  public Map<String, Double> facts() {
    return Map.of();
  }

  @Override
  public Map<String, Matrix> matrices() {
    Map<String, Matrix> matrices = new LinkedHashMap<>();
    scoring().addTo(matrices);
    return matrices;
  }
}
