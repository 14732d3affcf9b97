package org.reland.cli.store;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reland.cli.output.JsonOption;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.Match;
import org.reland.kit.artifact.PoolEntry;
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
    footer = {"", "Examples:", "  reland explain U00042 --run shop"})
public final class ExplainCommand implements Callable<Integer> {
  @Parameters(paramLabel = "USER", description = "Its raw id, as the data has it.")
  private String user = "";

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "Default: ${DEFAULT-VALUE}.",
      defaultValue = "shop")
  private String run = "shop";

  @Mixin private JsonOption json = new JsonOption();

  @Mixin private StoreOption store = new StoreOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (store.onCluster()) {
      return store.visit(json::relay, "explain", user, "--run=" + run, json.word());
    }
    Explanation explanation = Explanation.of(store.open(), run, user);
    if (json.chosen()) {
      JsonOption.print(members(explanation));
    } else {
      print(explanation);
    }
    return 0;
  }

  private static Map<String, ?> members(Explanation explanation) {
    return JsonOption.object(
        "user",
        explanation.user(),
        "history",
        explanation.history().stream()
            .map(
                item ->
                    JsonOption.object(
                        "item", item.id(),
                        "title", item.title(),
                        "categories", item.categories()))
            .toList(),
        "is_seed",
        explanation.isSeed(),
        "matches",
        explanation.matches().stream().map(ExplainCommand::members).toList());
  }

  private static Map<String, ?> members(Explanation.Matched matched) {
    PoolEntry entry = matched.entry();
    return JsonOption.object(
        "seed",
        matched.match().seed(),
        "similarity",
        matched.match().similarity(),
        "preference",
        entry == null ? null : entry.preference(),
        "step2",
        entry == null ? null : entry.step2());
  }

  private static void print(Explanation explanation) {
    System.out.println(explanation.user());
    System.out.println("  history that the pipeline sees, oldest first");
    explanation.history().forEach(item -> System.out.println("    " + title(item)));
    if (explanation.isSeed()) {
      System.out.println("  is a seed itself");
    }
    explanation.matches().forEach(matched -> seed(matched.match(), matched.entry()));
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
}
