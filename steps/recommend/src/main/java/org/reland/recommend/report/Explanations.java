package org.reland.recommend.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.Match;
import org.reland.kit.artifact.PoolEntry;
import org.reland.kit.step.StepContext;

/**
 * A few users with what they were matched with. They are typical, not chosen: the users outside the
 * pool are sorted by the length of their history and cut into as many groups, and each group shows
 * the user whose similarity is the group's median.
 */
final class Explanations {
  /** Of every variant's ranking. */
  private static final int RECOMMENDED = 5;

  private Explanations() {}

  /**
   * One explained user.
   *
   * @param history titles, oldest first
   * @param preference Step 1 of the seed's rationale
   * @param rankings what every variant recommends
   */
  record Explanation(
      String user,
      List<String> history,
      String seed,
      double similarity,
      String preference,
      String step2,
      List<Ranking> rankings) {}

  /** The head of a variant's ranking, best first. */
  record Ranking(String backbone, String variant, List<Recommended> items) {}

  /** A recommended item, and whether the user came to it in the test part. */
  record Recommended(String title, boolean isHit) {}

  /** A user outside the pool with a match. */
  private record Candidate(int user, Match match, int items) {}

  static List<Explanation> read(StepContext context, int wanted) throws IOException {
    if (!context.has(Artifacts.POOL)
        || !context.has(Artifacts.MATCHES)
        || !context.has(Artifacts.HISTORY)) {
      return List.of();
    }
    Map<Integer, Integer> lengths = new HashMap<>();
    context.read(Artifacts.HISTORY).forEach(row -> lengths.merge(row.user(), 1, Integer::sum));
    List<Candidate> chosen = typical(candidates(context, lengths), wanted);
    Map<Integer, List<Integer>> histories = new HashMap<>();
    Set<String> seeds = new HashSet<>();
    for (Candidate candidate : chosen) {
      histories.put(candidate.user, new ArrayList<>());
      seeds.add(candidate.match.seed());
    }
    context
        .read(Artifacts.HISTORY)
        .forEach(
            row -> {
              if (histories.containsKey(row.user())) {
                histories.get(row.user()).add(row.item());
              }
            });
    Map<String, PoolEntry> pool = new HashMap<>();
    context
        .read(Artifacts.POOL)
        .forEach(
            entry -> {
              if (seeds.contains(entry.seed())) {
                pool.put(entry.seed(), entry);
              }
            });
    Map<Integer, String> titles = new HashMap<>();
    context.read(Artifacts.ITEMS).forEach(item -> titles.put(item.item(), title(item)));
    Map<Integer, List<Recommendations.Ranking>> rankings =
        Recommendations.read(context, chosen.stream().map(Candidate::user).toList(), RECOMMENDED);
    List<Explanation> explanations = new ArrayList<>();
    for (Candidate candidate : chosen) {
      PoolEntry entry = pool.get(candidate.match.seed());
      explanations.add(
          new Explanation(
              candidate.match.user(),
              histories.get(candidate.user).stream().map(titles::get).toList(),
              entry.seed(),
              candidate.match.similarity(),
              entry.preference(),
              entry.step2(),
              rankings.getOrDefault(candidate.user, List.of()).stream()
                  .map(ranking -> titled(ranking, titles))
                  .toList()));
    }
    return explanations;
  }

  private static Ranking titled(Recommendations.Ranking ranking, Map<Integer, String> titles) {
    return new Ranking(
        ranking.backbone(),
        ranking.variant(),
        ranking.picks().stream()
            .map(pick -> new Recommended(titles.getOrDefault(pick.item(), ""), pick.isHit()))
            .toList());
  }

  private static List<Candidate> candidates(StepContext context, Map<Integer, Integer> lengths)
      throws IOException {
    Set<String> seeds = new HashSet<>();
    context.read(Artifacts.POOL).forEach(entry -> seeds.add(entry.seed()));
    Map<String, Integer> users = new HashMap<>();
    context.read(Artifacts.USERS).forEach(user -> users.put(user.id(), user.user()));
    List<Candidate> candidates = new ArrayList<>();
    context
        .read(Artifacts.MATCHES)
        .forEach(
            match -> {
              Integer user = users.get(match.user());
              if (match.rank() == 0
                  && match.seed() != null
                  && user != null
                  && seeds.contains(match.seed())
                  && !seeds.contains(match.user())) {
                candidates.add(new Candidate(user, match, lengths.getOrDefault(user, 0)));
              }
            });
    return candidates;
  }

  private static List<Candidate> typical(List<Candidate> candidates, int wanted) {
    candidates.sort(Comparator.comparingInt(Candidate::items).thenComparingInt(Candidate::user));
    List<Candidate> chosen = new ArrayList<>();
    for (int group = 0; group < wanted; group++) {
      List<Candidate> members =
          new ArrayList<>(
              candidates.subList(
                  group * candidates.size() / wanted, (group + 1) * candidates.size() / wanted));
      members.sort(
          Comparator.comparingDouble((Candidate c) -> c.match.similarity())
              .thenComparingInt(Candidate::user));
      if (!members.isEmpty()) {
        chosen.add(members.get(members.size() / 2));
      }
    }
    return chosen;
  }

  private static String title(Item item) {
    return item.title().isEmpty() ? item.id() : item.title();
  }
}
