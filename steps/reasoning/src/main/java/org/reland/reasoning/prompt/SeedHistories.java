package org.reland.reasoning.prompt;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.reland.kit.artifact.HistoryEntry;
import org.reland.kit.step.TableInput;

/** The training histories of a few users among all: read in one pass, the newest items kept. */
public final class SeedHistories {
  private final Map<Integer, ArrayDeque<Integer>> items = new HashMap<>();
  private final int last;

  /**
   * Prepared for some users.
   *
   * @param users dense ids
   * @param last how many items to keep of each, the newest
   */
  public SeedHistories(Collection<Integer> users, int last) {
    this.last = last;
    users.forEach(user -> items.put(user, new ArrayDeque<>()));
  }

  /** Reads them from the history, which is sorted by user and position. */
  public static SeedHistories read(
      TableInput<HistoryEntry> history, Collection<Integer> users, int last) throws IOException {
    SeedHistories histories = new SeedHistories(users, last);
    history.forEach(histories::add);
    return histories;
  }

  /** Takes in an entry; those of other users pass by. */
  public void add(HistoryEntry entry) {
    ArrayDeque<Integer> own = items.get(entry.user());
    if (own != null) {
      own.addLast(entry.item());
      if (own.size() > last) {
        own.removeFirst();
      }
    }
  }

  /** Dense item ids, oldest first; empty for an unknown user. */
  public List<Integer> of(int user) {
    return List.copyOf(items.getOrDefault(user, new ArrayDeque<>()));
  }
}
