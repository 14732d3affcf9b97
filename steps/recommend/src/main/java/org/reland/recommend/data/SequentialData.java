package org.reland.recommend.data;

import java.io.IOException;
import java.util.Arrays;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Split;
import org.reland.kit.error.BadDataException;
import org.reland.kit.step.StepContext;

/**
 * The data of the sequential protocol, leave-one-out: a user's last item is the test item, the one
 * before it the validation item, and all before these is there to train on.
 *
 * @param items number of items
 * @param histories whole
 * @param trainEnd by user, the length of the training part; the length of the history where it is
 *     too short to leave anything out
 */
@SuppressWarnings("ArrayRecordComponent")
public record SequentialData(int items, Histories histories, int[] trainEnd) {

  /** Reads interactions and splits. */
  public static SequentialData read(StepContext context) throws IOException {
    int users = Math.toIntExact(context.read(Artifacts.USERS).rows());
    int items = Math.toIntExact(context.read(Artifacts.ITEMS).rows());
    int[] trainEnd = new int[users];
    int[][] histories = new int[users][];
    context
        .read(Artifacts.SPLITS)
        .forEach(
            (Split split) -> {
              trainEnd[split.user()] = split.srTrainEnd();
              histories[split.user()] = new int[split.length()];
            });
    context
        .read(Artifacts.INTERACTIONS)
        .forEach(
            row -> {
              int[] history = histories[row.user()];
              if (history == null || row.position() >= history.length) {
                throw new BadDataException(
                    "user %d has interactions that splits do not know: run split again on these interactions"
                        .formatted(row.user()));
              }
              history[row.position()] = row.item();
            });
    for (int u = 0; u < users; u++) {
      if (histories[u] == null) {
        histories[u] = new int[0];
      }
    }
    return new SequentialData(items, Histories.of(histories), trainEnd);
  }

  public int users() {
    return trainEnd.length;
  }

  private boolean isHeldOut(int user) {
    return trainEnd[user] < histories.length(user);
  }

  /** What is trained on. */
  public Histories train() {
    return histories.beginnings(u -> trainEnd[u]);
  }

  /** What is known before the test item: the training part and the validation item. */
  public Histories beforeTest() {
    return histories.beginnings(u -> isHeldOut(u) ? trainEnd[u] + 1 : trainEnd[u]);
  }

  /** The validation item of every user that has one. */
  public UserItems valid() {
    return at(0);
  }

  /** The test item of every user that has one. */
  public UserItems test() {
    return at(1);
  }

  private UserItems at(int offset) {
    int[][] one = new int[users()][];
    Arrays.setAll(
        one,
        u ->
            isHeldOut(u)
                ? histories.items(u, trainEnd[u] + offset, trainEnd[u] + offset + 1)
                : new int[0]);
    return Histories.of(one).sets();
  }
}
