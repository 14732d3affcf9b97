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
import org.reland.recommend.data.Histories;
import org.reland.recommend.ranking.Ranker;

/** The backbones by name. A new one is a file of its own and a line here. */
public final class Backbones {
  private static final Map<String, Entry> BY_NAME =
      new TreeMap<>(
          Map.of(
              "duorec", Entry.sequential(DuoRec::of, DuoRec::ranker, 128, 1e-3),
              "gru4rec", Entry.sequential(Gru4Rec::of, Gru4Rec::ranker, 128, 1e-3),
              "lightgcn", Entry.collaborative(LightGcn::new, ScoringVectors::ranker, 8192, 4e-3),
              "sasrec", Entry.sequential(SasRec::of, SasRec::ranker, 128, 1e-3)));

  /**
   * One backbone.
   *
   * @param sequential whether it goes by the order of time, and is measured by leave-one-out
   * @param untrained makes it from its ingredients
   * @param ranker makes its ranker from the matrices of a model artifact and what users have done
   * @param batchSize where none is set
   * @param learningRate where none is set
   */
  private record Entry(
      boolean sequential,
      Function<Ingredients, Backbone> untrained,
      FromModel ranker,
      int batchSize,
      double learningRate) {

    static Entry collaborative(
        Function<Ingredients, Backbone> untrained,
        BiFunction<Map<String, Matrix>, Parallel, Ranker> ranker,
        int batchSize,
        double learningRate) {
      return new Entry(
          false,
          untrained,
          (model, histories, parallel) -> ranker.apply(model, parallel),
          batchSize,
          learningRate);
    }

    static Entry sequential(
        Function<Ingredients, Backbone> untrained,
        FromModel ranker,
        int batchSize,
        double learningRate) {
      return new Entry(true, untrained, ranker, batchSize, learningRate);
    }
  }

  /** From a model artifact to a ranking. */
  @FunctionalInterface
  private interface FromModel {
    Ranker ranker(Map<String, Matrix> model, Histories histories, Parallel parallel);
  }

  private Backbones() {}

  /** All of them. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(BY_NAME.keySet());
  }

  /** An untrained backbone. */
  public static Backbone create(String name, Ingredients ingredients) {
    return entry(name).untrained.apply(ingredients);
  }

  /** Whether it goes by the order of time, and is measured by leave-one-out. */
  public static boolean isSequential(String name) {
    return entry(name).sequential;
  }

  /** Positives, or sequences, in a batch where nothing else is set. */
  public static int batchSize(String name) {
    return entry(name).batchSize;
  }

  /** Where nothing else is set. */
  public static double learningRate(String name) {
    return entry(name).learningRate;
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
