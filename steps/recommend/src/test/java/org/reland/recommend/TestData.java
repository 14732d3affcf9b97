package org.reland.recommend;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Interaction;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.ItemVector;
import org.reland.kit.artifact.Match;
import org.reland.kit.artifact.PastMatch;
import org.reland.kit.artifact.PoolEntry;
import org.reland.kit.artifact.Split;
import org.reland.kit.artifact.User;
import org.reland.kit.testing.StepHarness;
import org.reland.linalg.Matrix;
import org.reland.linalg.VectorOps;
import org.reland.recommend.data.UserItems;

/** Small shops: users of a few tastes, each taste a stretch of the catalogue. */
public final class TestData {
  public static final int TASTES = 4;
  public static final int TEXT = 6;

  private TestData() {}

  /** Rows of a shop whose validation and test items depend on {@code heldOutSeed} alone. */
  public static List<Interaction> interactions(int users, int items, int length, long heldOutSeed) {
    Random random = new Random(7);
    Random heldOut = new Random(heldOutSeed);
    List<Interaction> rows = new ArrayList<>();
    for (int u = 0; u < users; u++) {
      List<Integer> history = new ArrayList<>();
      while (history.size() < length) {
        Random from = history.size() < trainEnd(length) ? random : heldOut;
        int width = items / TASTES;
        int item = (u % TASTES) * width + from.nextInt(width);
        if (!history.contains(item)) {
          rows.add(new Interaction(u, item, history.size(), history.size(), null, null));
          history.add(item);
        }
      }
    }
    return rows;
  }

  private static int trainEnd(int length) {
    return length - 2;
  }

  /** Fills a harness with everything that train may read. */
  public static StepHarness fill(
      StepHarness harness, int users, int items, int length, long heldOutSeed) {
    List<User> userRows = new ArrayList<>();
    List<Split> splits = new ArrayList<>();
    List<Match> matches = new ArrayList<>();
    for (int u = 0; u < users; u++) {
      userRows.add(new User(u, "user-" + u));
      splits.add(new Split(u, length, trainEnd(length), length - 1, length - 2));
      boolean fallback = u % 10 == 9;
      matches.add(
          new Match("user-" + u, 0, fallback ? null : "user-" + u % TASTES, fallback ? 0 : 0.5f));
    }
    List<Item> itemRows = new ArrayList<>();
    List<ItemVector> vectors = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      itemRows.add(new Item(i, "item-" + i, "Title " + i, "", List.of()));
      vectors.add(new ItemVector("item-" + i, tasteVector(i * TASTES / items, i)));
    }
    List<PoolEntry> pool = new ArrayList<>();
    for (int t = 0; t < TASTES; t++) {
      float[] vector = tasteVector(t, 1000 + t);
      pool.add(
          new PoolEntry(
              "user-" + t, t, "importance", vector, vector, vector, "Likes " + t, "Step 2"));
    }
    return harness
        .given(Artifacts.USERS, userRows)
        .given(Artifacts.ITEMS, itemRows)
        .given(Artifacts.INTERACTIONS, interactions(users, items, length, heldOutSeed))
        .given(Artifacts.SPLITS, splits)
        .given(Artifacts.ITEM_VECTORS, vectors)
        .given(Artifacts.POOL, pool)
        .given(Artifacts.MATCHES, matches)
        .given(Artifacts.PAST_MATCHES, pastMatches(users, items, length));
  }

  /** Up to an interaction the seed of the next taste, without it that of the one after. */
  private static List<PastMatch> pastMatches(int users, int items, int length) {
    List<PastMatch> rows = new ArrayList<>();
    for (Interaction row : interactions(users, items, length, 0)) {
      if (row.position() < trainEnd(length)) {
        boolean isFirst = row.position() == 0;
        rows.add(
            new PastMatch(
                row.user(),
                row.item(),
                row.position(),
                0,
                "user-" + (row.user() + 1) % TASTES,
                0.5f,
                isFirst ? null : "user-" + (row.user() + 2) % TASTES,
                isFirst ? 0 : 0.4f));
      }
    }
    return rows;
  }

  private static float[] tasteVector(int taste, int seed) {
    Random random = new Random(seed);
    Matrix vector = new Matrix(1, TEXT);
    for (int j = 0; j < TEXT; j++) {
      vector.set(0, j, (j == taste ? 1 : 0) + 0.2f * (float) random.nextGaussian());
    }
    VectorOps.normalizeRows(vector);
    return vector.data();
  }

  /** Random pairs. */
  public static UserItems pairs(int users, int items, int count, long seed) {
    Random random = new Random(seed);
    int[] userOf = new int[count];
    int[] itemOf = new int[count];
    for (int e = 0; e < count; e++) {
      userOf[e] = random.nextInt(users);
      itemOf[e] = random.nextInt(items);
    }
    return UserItems.of(users, userOf, itemOf);
  }

  /** Normal numbers. */
  public static Matrix matrix(int rows, int cols, long seed) {
    Random random = new Random(seed);
    Matrix matrix = new Matrix(rows, cols);
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = (float) random.nextGaussian();
    }
    return matrix;
  }
}
