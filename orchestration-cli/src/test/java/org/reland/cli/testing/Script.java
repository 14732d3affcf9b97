package org.reland.cli.testing;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What happens to a workflow under the scripted controller. The script is picked by the beginning
 * of the workflow's name, up to the first hyphen.
 *
 * @param compressed whether its nodes are written compressed, as above 1 MiB
 */
record Script(List<Task> tasks, boolean compressed) {
  /** One step. */
  sealed interface Task {
    String name();

    /** A pod, tried once for each outcome; with more than one outcome there is a Retry node. */
    record Pod(String name, List<Outcome> outcomes, int lines) implements Task {}

    /** A step that waits for an answer. */
    record Hold(String name) implements Task {}
  }

  /** How an attempt ends, as the real controller puts it. */
  enum Outcome {
    GOOD("Succeeded", "", "0"),
    BAD_DATA("Failed", "main: Error (exit code 65)", "65"),
    TEMPORARY("Failed", "main: Error (exit code 75)", "75"),
    MEMORY("Failed", "main: OOMKilled (exit code 137)", "137"),
    EVICTED("Failed", "Usage of EmptyDir volume \"tmp\" exceeds the limit \"1Mi\".", "143"),
    DELETED("Error", "pod deleted", "");

    private final String phase;
    private final String message;
    private final String exitCode;

    Outcome(String phase, String message, String exitCode) {
      this.phase = phase;
      this.message = message;
      this.exitCode = exitCode;
    }

    String phase() {
      return phase;
    }

    String message() {
      return message;
    }

    String exitCode() {
      return exitCode;
    }
  }

  static Script of(String workflow) {
    return switch (workflow.replaceFirst("-.*", "")) {
      case "fail" ->
          new Script(List.of(pod("plan"), pod("train", Outcome.BAD_DATA), pod("report")), false);
      case "retry" ->
          new Script(
              List.of(
                  pod("plan"),
                  pod("train", Outcome.MEMORY, Outcome.EVICTED, Outcome.GOOD),
                  pod("infer", Outcome.DELETED, Outcome.TEMPORARY, Outcome.GOOD)),
              false);
      case "spent" ->
          new Script(List.of(pod("plan"), pod("train", Outcome.MEMORY, Outcome.MEMORY)), false);
      case "hold" ->
          new Script(List.of(pod("plan"), new Task.Hold("approval"), pod("report")), false);
      case "big" ->
          new Script(
              List.of(
                  pod("plan"),
                  new Task.Hold("approval"),
                  pod("report", Outcome.TEMPORARY, Outcome.GOOD)),
              true);
      case "long" ->
          new Script(IntStream.range(0, 40).<Task>mapToObj(i -> pod("step" + i)).toList(), false);
      case "logs" ->
          new Script(
              List.of(
                  new Task.Pod("one", List.of(Outcome.TEMPORARY, Outcome.GOOD), 400),
                  new Task.Pod("two", List.of(Outcome.GOOD), 400)),
              false);
      default -> new Script(List.of(pod("plan"), pod("infer"), pod("report")), false);
    };
  }

  private static Task pod(String name, Outcome... outcomes) {
    return new Task.Pod(name, outcomes.length == 0 ? List.of(Outcome.GOOD) : List.of(outcomes), 2);
  }
}
