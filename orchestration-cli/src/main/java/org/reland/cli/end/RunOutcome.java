package org.reland.cli.end;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.reland.kit.step.RunPlan;
import org.reland.kit.store.FileStore;
import org.reland.kit.store.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * How a run ended.
 *
 * @param text the same in a sentence
 * @param status Succeeded, Failed or Error
 * @param failures what did not succeed
 * @param report where the report lies in the store; empty where the run has none
 * @param at ISO-8601 instant
 */
public record RunOutcome(
    String text, String run, String status, List<Failure> failures, String report, String at) {

  /** One task that did not succeed. */
  public record Failure(String task, String phase, String message) {}

  /**
   * Of Argo's words.
   *
   * @param failures a JSON list, or such a list once more as a JSON string, as Argo gives it; empty
   *     or unreadable: none are named
   * @param folder of the run
   */
  public static RunOutcome of(String run, String status, String failures, Path folder) {
    List<Failure> named =
        read(failures).stream().filter(failure -> isTask(failure, run)).distinct().toList();
    StringBuilder text = new StringBuilder("ReLand run %s: %s".formatted(run, status));
    for (Failure failure : named) {
      text.append("\n%s %s: %s".formatted(failure.task(), failure.phase(), failure.message()));
    }
    return new RunOutcome(
        text.toString(),
        run,
        status,
        named,
        Files.exists(folder.resolve("report.html")) ? "runs/" + run + "/report.html" : "",
        Instant.now().toString());
  }

  /**
   * Argo names the whole, and every attempt, too; of a run that succeeded at last only attempts.
   */
  private static boolean isTask(Failure failure, String run) {
    return !failure.task().equals(run) && !failure.task().matches(".*\\([0-9]+\\)");
  }

  private static List<Failure> read(String text) {
    List<Failure> failures = new ArrayList<>();
    try {
      JsonNode list = Json.mapper().readTree(text.isBlank() ? "[]" : text);
      if (list.isString()) {
        list = Json.mapper().readTree(list.asString());
      }
      for (JsonNode failure : list) {
        failures.add(
            new Failure(
                failure.path("displayName").asString(""),
                failure.path("phase").asString(""),
                failure.path("message").asString("")));
      }
    } catch (JacksonException e) {
      // A list that cannot be read must not keep the end of the run from being told.
      failures.add(new Failure("?", "", "the list of failures cannot be read: " + text));
    }
    return failures;
  }

  /** As {@code end.json} in the run's folder. */
  public void save(Path folder) throws IOException {
    FileStore.at(folder.getParent().getParent())
        .put(RunPlan.folder(run) + "end.json", Json.bytes(this));
  }
}
