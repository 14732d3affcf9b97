package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reasoning pool and how well it covers the users. */
record PoolSection(Results.@Nullable Pool pool) {

  List<Element> elements() {
    if (pool == null) {
      return List.of();
    }
    List<List<String>> facts = new ArrayList<>();
    facts.add(List.of("seeds", Figures.count(pool.seeds())));
    pool.strategies()
        .forEach(
            (strategy, count) ->
                facts.add(List.of("\u2003drawn as " + strategy, Figures.count(count))));
    facts.add(List.of("seeds that serve somebody", Figures.count(pool.seeds_in_use())));
    facts.add(List.of("users", Figures.count(pool.users())));
    facts.add(
        List.of("users without a match (nothing known of them)", Figures.count(pool.fallback())));
    return List.of(
        Element.of("h2", "Reasoning pool"),
        Tables.of(1, List.of("what", "number"), facts),
        Element.of("h3", "Coverage"),
        Element.of(
            "p",
            "How near everybody is to a seed: users by the similarity of the seed that they were"
                + " matched with; 1 is a user like the seed in everything that is compared. Seeds"
                + " match themselves."),
        Element.of("div")
            .with("class", "pair")
            .add(
                Histogram.draw(
                    "Users by the similarity of their nearest seed",
                    "similarity to the nearest seed (cosine)",
                    "users (number)",
                    pool.coverage(),
                    0,
                    1))
            .add(quantiles(pool.similarity())));
  }

  private static Element quantiles(Results.Similarity similarity) {
    return Tables.of(
        1,
        List.of("users", "similarity"),
        List.of(
            List.of("least similar 5 %: at most", Figures.two(similarity.q05())),
            List.of("least similar quarter: at most", Figures.two(similarity.q25())),
            List.of("median", Figures.two(similarity.q50())),
            List.of("most similar quarter: at least", Figures.two(similarity.q75())),
            List.of("most similar 5 %: at least", Figures.two(similarity.q95())),
            List.of("mean", Figures.two(similarity.mean()))));
  }
}
