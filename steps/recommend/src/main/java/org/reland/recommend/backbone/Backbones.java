package org.reland.recommend.backbone;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.reland.kit.error.BadDataException;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.recommend.ranking.Ranker;

/** The backbones by name. A new one is a file of its own and a line here. */
public final class Backbones {
  private static final Map<String, Entry> BY_NAME =
      new TreeMap<>(Map.of("lightgcn", new Entry(LightGcn::new, ScoringVectors::ranker)));

  /**
   * One backbone.
   *
   * @param untrained makes it from its ingredients
   * @param ranker makes its ranker from the matrices of a model artifact alone
   */
  private record Entry(
      Function<Ingredients, Backbone> untrained,
      BiFunction<Map<String, Matrix>, Parallel, Ranker> ranker) {}

  private Backbones() {}

  /** All of them. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(BY_NAME.keySet());
  }

  /** An untrained backbone. */
  public static Backbone create(String name, Ingredients ingredients) {
    return entry(name).untrained.apply(ingredients);
  }

  /** Ranks by the matrices of a model artifact, which this backbone wrote. */
  public static Ranker ranker(String name, Map<String, Matrix> model, Parallel parallel) {
    return entry(name).ranker.apply(model, parallel);
  }

  private static Entry entry(String name) {
    Entry entry = BY_NAME.get(name);
    if (entry == null) {
      throw new BadDataException(
          "no backbone is called '%s'; there are %s".formatted(name, BY_NAME.keySet()));
    }
    return entry;
  }
}
