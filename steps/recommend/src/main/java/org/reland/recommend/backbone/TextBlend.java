package org.reland.recommend.backbone;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.BipartiteGraph;
import org.reland.neural.Weight;
import org.reland.recommend.fusion.AttentionFusion;
import org.reland.recommend.fusion.Rationales;
import org.reland.recommend.ranking.Ranker;

/**
 * How a backbone's score, its users' own words and their rationales come together: by the fusion
 * layer within the embeddings (Eq. 5), and beside them by the texts themselves, with weights that
 * are chosen on validation, down to not at all.
 */
final class TextBlend {
  /** Weights by which matchings are compared, in multiples of the one while training. */
  private static final List<Double> TRIED = List.of(1.0, 2.0, 4.0);

  private final Ingredients given;
  private final @Nullable FeatureBlock block;
  private @Nullable AttentionFusion fusion;
  private @Nullable UserTexts texts;
  private Blend blend;

  /** Which matching is in use: 0 is that of the configuration, the alternatives come after it. */
  private int matching;

  /**
   * Off at the start.
   *
   * @param dimensions of the users' vectors that are fused
   */
  TextBlend(Ingredients given, int dimensions) {
    this.given = given;
    Hyperparameters settings = given.settings();
    blend = new Blend(false, settings.featureWeight(), settings.rationaleWeight());
    fusion =
        given.rationales() == null
            ? null
            : new AttentionFusion(
                given.rationales(),
                dimensions,
                settings.fusionLearningRate(),
                given.random().apply("fusion"),
                given.parallel());
    block =
        given.itemText() == null
            ? null
            : FeatureBlock.of(
                given.train(),
                given.itemText(),
                BipartiteGraph.normalizedAdjacency(
                    given.users(), given.items(), given.train().userOf(), given.train().itemOf()),
                given.parallel());
    texts = block == null ? null : new UserTexts(block, given.rationales(), given.parallel());
  }

  /** Those of the fusion layer, on or off. */
  List<Weight> weights() {
    return fusion == null ? List.of() : fusion.weights();
  }

  /** The fusion layer where it is on. */
  @Nullable AttentionFusion active() {
    return blend.fused() ? fusion : null;
  }

  /**
   * Turns the fusion layer on, where there is one that is off; before it learns, the matching whose
   * rationales rank best as texts is taken.
   *
   * @param validation null where nothing may be chosen
   */
  boolean fuse(Supplier<Ranker> ranker, @Nullable ToDoubleFunction<Ranker> validation) {
    if (fusion == null || blend.fused()) {
      return false;
    }
    // By what the settings say alone, however the base came here.
    Blend fused =
        new Blend(true, given.settings().featureWeight(), given.settings().rationaleWeight());
    if (validation != null && !given.alternatives().isEmpty()) {
      List<Double> weights = TRIED.stream().map(times -> times * fused.rationale()).toList();
      double best = Double.NEGATIVE_INFINITY;
      int preferred = 0;
      for (int tried = 0; tried <= given.alternatives().size(); tried++) {
        match(tried);
        BlendSearch search = search(fused, ranker, validation);
        search.fusion(weights);
        if (search.bestNdcg() > best) {
          best = search.bestNdcg();
          preferred = tried;
        }
      }
      match(preferred);
    }
    blend = fused;
    return true;
  }

  /** Takes one of the matchings; the fusion layer keeps its weights. */
  private void match(int number) {
    matching = number;
    Rationales rationales =
        number == 0
            ? Objects.requireNonNull(given.rationales())
            : given.alternatives().get(number - 1);
    fusion = Objects.requireNonNull(fusion).over(rationales);
    if (block != null) {
      texts = new UserTexts(block, rationales, given.parallel());
    }
  }

  /** With the texts beside the embeddings, where there are any. */
  EmbeddingScoring beside(EmbeddingScoring embeddings) {
    return texts == null ? embeddings : texts.beside(embeddings, blend, fusion, given.parallel());
  }

  /** The texts that count beside the embeddings, and how much; null for none. */
  @Nullable WeighedTexts weighed(EmbeddingScoring embeddings) {
    return texts == null ? null : texts.weighed(embeddings, blend, fusion, given.parallel());
  }

  /** With and without the items' texts, since training cannot know yet what they are worth. */
  double measure(Supplier<Ranker> ranker, ToDoubleFunction<Ranker> validation) {
    if (texts == null) {
      return validation.applyAsDouble(ranker.get());
    }
    BlendSearch search = search(blend, ranker, validation);
    search.ownWords(List.of(0.0, given.settings().featureWeight()));
    blend = search.best();
    return search.bestNdcg();
  }

  /**
   * First what the own history's words count, then what the rationale's count beside them, then the
   * former again; the fusion stays off unless it is better.
   */
  void choose(Supplier<Ranker> ranker, ToDoubleFunction<Ranker> validation) {
    boolean trained = blend.fused();
    List<Double> ownWords = texts == null ? List.of(0.0) : given.settings().featureWeights();
    BlendSearch search = search(new Blend(false, blend.ownWords(), 0), ranker, validation);
    search.ownWords(ownWords);
    if (trained) {
      search.fusion(given.settings().rationaleWeights());
      if (search.best().fused()) {
        search.ownWords(ownWords);
      }
    }
    blend = search.best();
  }

  private BlendSearch search(
      Blend start, Supplier<Ranker> ranker, ToDoubleFunction<Ranker> validation) {
    return new BlendSearch(
        start,
        tried -> {
          blend = tried;
          return validation.applyAsDouble(ranker.get());
        });
  }

  /** What was chosen, and the attention of the fusion's last forward pass. */
  Map<String, Double> facts() {
    Map<String, Double> facts = new LinkedHashMap<>();
    if (texts != null) {
      facts.put("feature_weight", blend.ownWords());
    }
    if (fusion != null) {
      facts.put("fusion_used", blend.fused() ? 1.0 : 0.0);
      if (!given.alternatives().isEmpty()) {
        facts.put("matching", (double) matching);
      }
      facts.put("rationale_weight", blend.fused() ? blend.rationale() : 0.0);
      if (blend.fused()) {
        facts.putAll(fusion.attention(given.train()));
      }
    }
    return facts;
  }
}
