package org.reland.behavior.encode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.HistoryEntry;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.TableInput;

/** The items of one user's history, oldest first. */
public record UserHistory(int user, int[] items) {

  /**
   * The histories of one part of the table, user by user; one that has no row is empty.
   *
   * @param first the first user of the part
   */
  static List<UserHistory> list(TableInput<HistoryEntry> part, int first) throws IOException {
    List<UserHistory> histories = new ArrayList<>();
    IntStream.Builder[] items = {IntStream.builder()};
    int[] user = {first};
    part.forEach(
        entry -> {
          while (user[0] < entry.user()) {
            histories.add(new UserHistory(user[0]++, items[0].build().toArray()));
            items[0] = IntStream.builder();
          }
          items[0].add(entry.item());
        });
    histories.add(new UserHistory(user[0], items[0].build().toArray()));
    return histories;
  }

  /** The histories of the users of a shard. */
  public static List<UserHistory> ofShard(StepContext context) throws IOException {
    return list(context.readShard(Artifacts.HISTORY), firstUser(context));
  }

  /** Users without a history belong to the shard of the next one that has some. */
  private static int firstUser(StepContext context) throws IOException {
    TableInput<HistoryEntry> history = context.read(Artifacts.HISTORY);
    int[] first = {0};
    for (int part = context.shard().index() - 1; part >= 0 && first[0] == 0; part--) {
      history.part(part).forEach(entry -> first[0] = entry.user() + 1);
    }
    return first[0];
  }
}
