package org.reland.recommend.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Match;
import org.reland.kit.artifact.PoolEntry;
import org.reland.kit.error.BadDataException;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.TableInput;
import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Matrix;
import org.reland.recommend.data.Shuffle;
import org.reland.recommend.data.UserItems;
import org.reland.recommend.fusion.PastRationales;
import org.reland.recommend.fusion.Rationales;

/** Joins matches (Eq. 3, raw ids) with the pool's rationale vectors and the users' dense ids. */
final class MatchedRationales {
  private MatchedRationales() {}

  /**
   * The rationales of all users.
   *
   * @param most how many matches of a user count, from the nearest on
   * @param bySimilarity whether they count by their cosine (negative ones not at all)
   */
  static Rationales read(StepContext context, int most, boolean bySimilarity) throws IOException {
    return read(context, configured(context), most, bySimilarity);
  }

  /** The rationales of all users by one of the matchings. */
  static Rationales read(
      StepContext context, TableInput<Match> matches, int most, boolean bySimilarity)
      throws IOException {
    return read(context, matches, most, bySimilarity, PoolEntry::rationale, true);
  }

  private static TableInput<Match> configured(StepContext context) {
    return context.collect(Artifacts.MATCHES).getFirst();
  }

  /** Other matchings with the same pool, where the node is connected to any. */
  static List<TableInput<Match>> others(StepContext context) {
    return context.collect(Artifacts.MATCHES).stream().skip(1).toList();
  }

  /** The control: the behaviour vectors of the matched seeds, in place of their rationales. */
  static Rationales behaviors(StepContext context, int most, boolean bySimilarity)
      throws IOException {
    return read(context, configured(context), most, bySimilarity, PoolEntry::behavior, false);
  }

  private static Rationales read(
      StepContext context,
      TableInput<Match> matches,
      int most,
      boolean bySimilarity,
      Function<PoolEntry, float[]> what,
      boolean isText)
      throws IOException {
    Map<String, Integer> seeds = new HashMap<>();
    List<float[]> vectors = new ArrayList<>();
    context
        .read(Artifacts.POOL)
        .forEach(
            entry -> {
              seeds.put(entry.seed(), vectors.size());
              vectors.add(what.apply(entry));
            });
    if (vectors.isEmpty()) {
      throw new BadDataException("the pool is empty: no user can be given a rationale; see index");
    }
    Map<String, Integer> users = new HashMap<>();
    context.read(Artifacts.USERS).forEach(user -> users.put(user.id(), user.user()));
    Triplets triplets = new Triplets();
    matches.forEach(
        match -> {
          Integer user = users.get(match.user());
          if (user != null && match.seed() != null && match.rank() < most) {
            triplets.add(
                user,
                seed(match.user(), match.seed(), seeds),
                bySimilarity ? match.similarity() : 1);
          }
        });
    return new Rationales(triplets.shares(users.size(), vectors.size()), matrix(vectors), isText);
  }

  /** The control: the same rationales, dealt out anew among the users that have one. */
  static Rationales shuffled(Rationales rationales, RandomGenerator random) {
    CsrMatrix matches = rationales.matches();
    int[] matched = IntStream.range(0, matches.rows()).filter(rationales::matched).toArray();
    int[] source = matched.clone();
    Shuffle.shuffle(source, random);
    Triplets triplets = new Triplets();
    for (int m = 0; m < matched.length; m++) {
      int from = matches.rowPointers()[source[m]];
      for (int e = from; e < matches.rowPointers()[source[m] + 1]; e++) {
        triplets.add(matched[m], matches.columns()[e], matches.values()[e]);
      }
    }
    return new Rationales(triplets.shares(matches.rows(), matches.cols()), rationales.vectors());
  }

  /**
   * The rationales of the past.
   *
   * @param whole those of whole histories, as read from the same pool
   */
  static PastRationales past(StepContext context, Rationales whole, int most, boolean bySimilarity)
      throws IOException {
    Map<String, Integer> seeds = new HashMap<>();
    context.read(Artifacts.POOL).forEach(entry -> seeds.put(entry.seed(), seeds.size()));
    int[] pointers = new int[whole.matches().rows() + 1];
    IntStream.Builder items = IntStream.builder();
    int[] last = {-1};
    Triplets upTo = new Triplets();
    Triplets without = new Triplets();
    context
        .read(Artifacts.PAST_MATCHES)
        .forEach(
            past -> {
              if (past.rank() == 0) {
                pointers[past.user() + 1]++;
                items.add(past.item());
                last[0]++;
              }
              if (past.rank() < most) {
                String user = Integer.toString(past.user());
                if (past.upTo() != null) {
                  upTo.add(
                      last[0],
                      seed(user, past.upTo(), seeds),
                      bySimilarity ? past.upToSimilarity() : 1);
                }
                if (past.without() != null) {
                  without.add(
                      last[0],
                      seed(user, past.without(), seeds),
                      bySimilarity ? past.withoutSimilarity() : 1);
                }
              }
            });
    Arrays.parallelPrefix(pointers, Integer::sum);
    int interactions = last[0] + 1;
    return new PastRationales(
        whole,
        pointers,
        items.build().toArray(),
        upTo.shares(interactions, seeds.size()),
        without.shares(interactions, seeds.size()));
  }

  /** The control: the words of every user's own history, in place of a rationale. */
  static Rationales ownWords(UserItems train, Matrix itemText) {
    Triplets triplets = new Triplets();
    int[] users = train.userOf();
    int[] items = train.itemOf();
    for (int e = 0; e < users.length; e++) {
      triplets.add(users[e], items[e], 1);
    }
    return new Rationales(triplets.shares(train.users(), itemText.rows()), itemText);
  }

  private static int seed(String user, String id, Map<String, Integer> seeds) {
    Integer seed = seeds.get(id);
    if (seed == null) {
      throw new BadDataException(
          "matches give user %s the seed %s, which is not in the pool: run retrieve with this pool"
              .formatted(user, id));
    }
    return seed;
  }

  private static Matrix matrix(List<float[]> rows) {
    Matrix matrix = new Matrix(rows.size(), rows.getFirst().length);
    for (int r = 0; r < rows.size(); r++) {
      matrix.setRow(r, rows.get(r));
    }
    return matrix;
  }

  private static final class Triplets {
    private final List<Integer> users = new ArrayList<>();
    private final List<Integer> seeds = new ArrayList<>();
    private final List<Float> weights = new ArrayList<>();

    void add(int user, int seed, float weight) {
      if (weight > 0) {
        users.add(user);
        seeds.add(seed);
        weights.add(weight);
      }
    }

    /** Weights divided by their sum over the user. */
    CsrMatrix shares(int userCount, int seedCount) {
      float[] sums = new float[userCount];
      float[] values = new float[weights.size()];
      for (int e = 0; e < values.length; e++) {
        sums[users.get(e)] += weights.get(e);
      }
      for (int e = 0; e < values.length; e++) {
        values[e] = weights.get(e) / sums[users.get(e)];
      }
      return CsrMatrix.fromTriplets(userCount, seedCount, ints(users), ints(seeds), values);
    }

    private static int[] ints(List<Integer> list) {
      return Arrays.stream(list.toArray(Integer[]::new)).mapToInt(Integer::intValue).toArray();
    }
  }
}
