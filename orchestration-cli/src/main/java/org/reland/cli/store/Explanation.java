package org.reland.cli.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.Match;
import org.reland.kit.artifact.PoolEntry;
import org.reland.kit.artifact.Table;
import org.reland.kit.error.UsageException;
import org.reland.kit.store.FileStore;

/**
 * Why a user gets its rationale.
 *
 * @param user raw id
 * @param history what the pipeline sees of it, oldest first
 * @param isSeed whether the language model was asked about this very user
 * @param matches the nearest first
 */
record Explanation(String user, List<Item> history, boolean isSeed, List<Matched> matches) {
  private static final int EXAMPLES = 3;

  /**
   * One that the user was matched with.
   *
   * @param entry of the pool; null where the user was matched with nobody
   */
  record Matched(Match match, @Nullable PoolEntry entry) {}

  /**
   * Looks a user up in a run.
   *
   * @throws UsageException where the run has no such user
   */
  static Explanation of(FileStore store, String run, String user) throws IOException {
    Reader reader = new Reader(store, run);
    int number = reader.number(user);
    List<Match> matches = new ArrayList<>();
    reader.each(
        Artifacts.MATCHES,
        match -> {
          if (match.user().equals(user)) {
            matches.add(match);
          }
        });
    Map<String, PoolEntry> pool = new HashMap<>();
    reader.each(Artifacts.POOL, entry -> pool.put(entry.seed(), entry));
    return new Explanation(
        user,
        reader.history(number),
        pool.containsKey(user),
        matches.stream()
            .map(match -> new Matched(match, match.seed() == null ? null : pool.get(match.seed())))
            .toList());
  }

  /** The tables of a run. */
  private record Reader(FileStore store, String run) {
    int number(String user) throws IOException {
      Map<String, Integer> found = new HashMap<>();
      List<String> some = new ArrayList<>();
      each(
          Artifacts.USERS,
          row -> {
            if (row.id().equals(user)) {
              found.put(user, row.user());
            } else if (some.size() < EXAMPLES) {
              some.add(row.id());
            }
          });
      Integer number = found.get(user);
      if (number == null) {
        throw new UsageException(
            "run %s has no user '%s'; its users are called like %s. Who has too few interactions is dropped (ingest.k_core)"
                .formatted(run, user, String.join(", ", some)));
      }
      return number;
    }

    List<Item> history(int user) throws IOException {
      List<Integer> numbers = new ArrayList<>();
      each(
          Artifacts.HISTORY,
          row -> {
            if (row.user() == user) {
              numbers.add(row.item());
            }
          });
      Map<Integer, Item> items = new HashMap<>();
      each(Artifacts.ITEMS, item -> items.put(item.item(), item));
      return numbers.stream().map(items::get).toList();
    }

    <R extends Record> void each(Table<R> table, Consumer<R> consumer) throws IOException {
      ArtifactSource.ofRun(store, run, null, table.name()).rows(store, table.row(), consumer);
    }
  }
}
