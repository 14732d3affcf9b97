package org.reland.recommend.data;

import java.io.IOException;
import java.util.Arrays;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Interaction;
import org.reland.kit.artifact.Split;
import org.reland.kit.error.BadDataException;
import org.reland.kit.step.StepContext;

/**
 * The data of the collaborative-filtering protocol: every user's interactions cut by time into
 * train, validation and test (80/10/10). An item that a user repeats counts for the earliest part
 * only, since full ranking masks it in the later ones.
 *
 * @param valid without what the user has in train
 * @param test without what the user has in train or validation
 */
public record CollaborativeData(
    int users, int items, UserItems train, UserItems valid, UserItems test) {

  /** Reads interactions and splits. */
  public static CollaborativeData read(StepContext context) throws IOException {
    int users = Math.toIntExact(context.read(Artifacts.USERS).rows());
    int items = Math.toIntExact(context.read(Artifacts.ITEMS).rows());
    Split[] splits = new Split[users];
    context.read(Artifacts.SPLITS).forEach(split -> splits[split.user()] = split);
    Pairs train = new Pairs();
    Pairs valid = new Pairs();
    Pairs test = new Pairs();
    context
        .read(Artifacts.INTERACTIONS)
        .forEach(row -> part(row, splits[row.user()], train, valid, test).add(row));
    return of(users, items, train.set(users), valid.set(users), test.set(users));
  }

  public static CollaborativeData of(
      int users, int items, UserItems train, UserItems valid, UserItems test) {
    return new CollaborativeData(
        users, items, train, valid.without(train), test.without(train, valid));
  }

  private static Pairs part(Interaction row, Split split, Pairs train, Pairs valid, Pairs test) {
    if (split == null) {
      throw new BadDataException(
          "user %d has interactions but no row in splits: run split again on these interactions"
              .formatted(row.user()));
    }
    if (row.position() < split.cfTrainEnd()) {
      return train;
    }
    return row.position() < split.cfValidEnd() ? valid : test;
  }

  private static final class Pairs {
    private int[] users = new int[1024];
    private int[] items = new int[1024];
    private int count;

    void add(Interaction row) {
      if (count == users.length) {
        users = Arrays.copyOf(users, 2 * count);
        items = Arrays.copyOf(items, 2 * count);
      }
      users[count] = row.user();
      items[count++] = row.item();
    }

    UserItems set(int userCount) {
      return UserItems.of(userCount, Arrays.copyOf(users, count), Arrays.copyOf(items, count));
    }
  }
}
