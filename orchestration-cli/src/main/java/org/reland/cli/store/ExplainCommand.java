package org.reland.cli.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.Match;
import org.reland.kit.artifact.PoolEntry;
import org.reland.kit.artifact.Table;
import org.reland.kit.error.UsageException;
import org.reland.kit.store.FileStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reland explain}: why a user gets the rationale that it gets. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Shows a user's history, the seeds that it was matched with, how near they are, and their",
      "rationales."
    },
    footer = {"", "Examples:", "  reland explain u0042 --run shop"})
public final class ExplainCommand implements Callable<Integer> {
  @Parameters(paramLabel = "USER", description = "Its raw id, as the data has it.")
  private String user = "";

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "Default: ${DEFAULT-VALUE}.",
      defaultValue = "shop")
  private String run = "shop";

  @Mixin private StoreOption store = new StoreOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (store.onCluster()) {
      return store.visit(System.out::println, "explain", user, "--run=" + run);
    }
    FileStore artifacts = store.open();
    int number = number(artifacts);
    System.out.println(user);
    history(artifacts, number);
    List<Match> matches = new ArrayList<>();
    each(
        artifacts,
        Artifacts.MATCHES,
        match -> {
          if (match.user().equals(user)) {
            matches.add(match);
          }
        });
    Map<String, PoolEntry> pool = new HashMap<>();
    each(artifacts, Artifacts.POOL, entry -> pool.put(entry.seed(), entry));
    if (pool.containsKey(user)) {
      System.out.println("  is a seed itself");
    }
    for (Match match : matches) {
      seed(match, match.seed() == null ? null : pool.get(match.seed()));
    }
    return 0;
  }

  private int number(FileStore artifacts) throws IOException {
    Map<String, Integer> found = new HashMap<>();
    List<String> some = new ArrayList<>();
    each(
        artifacts,
        Artifacts.USERS,
        row -> {
          if (row.id().equals(user)) {
            found.put(user, row.user());
          } else if (some.size() < 3) {
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

  private void history(FileStore artifacts, int number) throws IOException {
    List<Integer> items = new ArrayList<>();
    each(
        artifacts,
        Artifacts.HISTORY,
        row -> {
          if (row.user() == number) {
            items.add(row.item());
          }
        });
    Map<Integer, String> titles = new HashMap<>();
    each(artifacts, Artifacts.ITEMS, item -> titles.put(item.item(), title(item)));
    System.out.println("  history that the pipeline sees, oldest first");
    for (int item : items) {
      System.out.println("    " + titles.get(item));
    }
  }

  private static String title(Item item) {
    String words = item.title().isEmpty() ? item.id() : item.title();
    return item.categories().isEmpty()
        ? words
        : words + "  (" + String.join(" > ", item.categories()) + ")";
  }

  private static void seed(Match match, @Nullable PoolEntry entry) {
    if (entry == null) {
      System.out.println("  matched with nobody: " + match);
      return;
    }
    System.out.printf(
        Locale.ROOT,
        "  seed %s, similarity %.3f%n    %s%n    %s%n",
        entry.seed(),
        match.similarity(),
        entry.preference(),
        entry.step2().strip().replace("\n", "\n    "));
  }

  private <R extends Record> void each(FileStore artifacts, Table<R> table, Consumer<R> consumer)
      throws IOException {
    ArtifactSource.ofRun(artifacts, run, null, table.name()).rows(artifacts, table.row(), consumer);
  }
}
