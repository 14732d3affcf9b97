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
import org.reland.recommend.data.Variant;
import org.reland.recommend.ranking.Ranker;

/** The backbones by name. A new one is a file of its own and a line here. */
public final class Backbones {
  private static final Map<String, Entry> BY_NAME =
      new TreeMap<>(
          Map.ofEntries(
              pairwise("lightgcn", LightGcn::new, ScoringVectors::ranker),
              pairwise("ngcf", Ngcf::new, ScoringVectors::ranker),
              pairwise("neumf", NeuMf::new, NeuralScoring::ranker),
              reference("ease", Ease::of, ItemToItem::ranker),
              reference("itemknn", ItemKnn::of, ItemToItem::ranker),
              reference("popularity", Popularity::of, ScoringVectors::ranker)));

  /**
   * One backbone.
   *
   * @param untrained makes it from its ingredients
   * @param ranker makes its ranker from the matrices of a model artifact alone
   * @param idsOnly whether it has no place for texts
   */
  private record Entry(
      Function<Ingredients, Backbone> untrained,
      BiFunction<Map<String, Matrix>, Parallel, Ranker> ranker,
      boolean idsOnly) {}

  private Backbones() {}

  private static Map.Entry<String, Entry> pairwise(
      String name,
      Function<Ingredients, Network> untrained,
      BiFunction<Map<String, Matrix>, Parallel, Ranker> ranker) {
    return Map.entry(
        name, new Entry(given -> new PairwiseBackbone(given, untrained), ranker, false));
  }

  private static Map.Entry<String, Entry> reference(
      String name,
      Function<Ingredients, Scoring> solution,
      BiFunction<Map<String, Matrix>, Parallel, Ranker> ranker) {
    return Map.entry(name, new Entry(given -> new ClosedForm(given, solution), ranker, true));
  }

  /** All of them. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(BY_NAME.keySet());
  }

  /** Whether a backbone has this variant; reference rows know ids only. */
  public static boolean has(String name, Variant variant) {
    return variant == Variant.ID_ONLY || !entry(name).idsOnly;
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
