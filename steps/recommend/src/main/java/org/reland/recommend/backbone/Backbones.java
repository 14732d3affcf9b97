package org.reland.recommend.backbone;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.reland.kit.error.BadDataException;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.recommend.data.Histories;
import org.reland.recommend.data.Variant;
import org.reland.recommend.ranking.Ranker;

/** The backbones by name. A new one is a file of its own and a line here. */
public final class Backbones {
  private static final Map<String, Entry> BY_NAME =
      new TreeMap<>(
          Map.ofEntries(
              pairwise("lightgcn", LightGcn.KEYS, LightGcn::new, ScoringVectors::ranker),
              pairwise("ngcf", Ngcf.KEYS, Ngcf::new, ScoringVectors::ranker),
              pairwise("neumf", NeuMf.KEYS, NeuMf::new, NeuralScoring::ranker),
              sequential("duorec", DuoRec.KEYS, DuoRec::of, DuoRec::ranker),
              sequential("gru4rec", Gru4Rec.KEYS, Gru4Rec::of, Gru4Rec::ranker),
              sequential("sasrec", SasRec.KEYS, SasRec::of, SasRec::ranker),
              reference("ease", Ease.KEYS, Ease::of, ItemToItem::ranker),
              reference("itemknn", ItemKnn.KEYS, ItemKnn::of, ItemToItem::ranker),
              reference("popularity", Popularity.KEYS, Popularity::of, ScoringVectors::ranker)));

  /**
   * One backbone.
   *
   * @param keys what it reads of the configuration
   * @param untrained makes it from its ingredients
   * @param ranker makes its ranker from the matrices of a model artifact and what users have done
   * @param sequential whether it goes by the order of time, and is measured by leave-one-out
   * @param idsOnly whether it has no place for texts
   */
  private record Entry(
      SettingKeys keys,
      Function<Ingredients, Backbone> untrained,
      FromModel ranker,
      boolean sequential,
      boolean idsOnly) {}

  /** From a model artifact to a ranking. */
  @FunctionalInterface
  private interface FromModel {
    Ranker ranker(Map<String, Matrix> model, Histories histories, Parallel parallel);

    /** By the model alone. */
    static FromModel alone(BiFunction<Map<String, Matrix>, Parallel, Ranker> ranker) {
      return (model, histories, parallel) -> ranker.apply(model, parallel);
    }
  }

  private Backbones() {}

  private static Map.Entry<String, Entry> pairwise(
      String name,
      SettingKeys keys,
      Function<Ingredients, Network> untrained,
      BiFunction<Map<String, Matrix>, Parallel, Ranker> ranker) {
    return Map.entry(
        name,
        new Entry(
            keys,
            given -> new PairwiseBackbone(given, untrained),
            FromModel.alone(ranker),
            false,
            false));
  }

  private static Map.Entry<String, Entry> reference(
      String name,
      SettingKeys keys,
      Function<Ingredients, Scoring> solution,
      BiFunction<Map<String, Matrix>, Parallel, Ranker> ranker) {
    return Map.entry(
        name,
        new Entry(
            keys, given -> new ClosedForm(given, solution), FromModel.alone(ranker), false, true));
  }

  private static Map.Entry<String, Entry> sequential(
      String name, SettingKeys keys, Function<Ingredients, Backbone> untrained, FromModel ranker) {
    return Map.entry(name, new Entry(keys, untrained, ranker, true, false));
  }

  /** All of them. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(BY_NAME.keySet());
  }

  /** What this one reads of the configuration. */
  public static SettingKeys keys(String name) {
    return entry(name).keys;
  }

  /** What any of them reads of the configuration. */
  public static Set<String> keysOfAll() {
    return BY_NAME.values().stream()
        .flatMap(entry -> entry.keys.all().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a backbone has this variant; reference rows know ids only. */
  public static boolean has(String name, Variant variant) {
    return variant == Variant.ID_ONLY || !entry(name).idsOnly;
  }

  /** An untrained backbone. */
  public static Backbone create(String name, Ingredients ingredients) {
    return entry(name).untrained.apply(ingredients);
  }

  /** Whether it goes by the order of time, and is measured by leave-one-out. */
  public static boolean isSequential(String name) {
    return entry(name).sequential;
  }

  /**
   * Ranks by the matrices of a model artifact, which this backbone wrote.
   *
   * @param histories what the users have done so far; a sequential backbone goes by it
   */
  public static Ranker ranker(
      String name, Map<String, Matrix> model, Histories histories, Parallel parallel) {
    return entry(name).ranker.ranker(model, histories, parallel);
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
