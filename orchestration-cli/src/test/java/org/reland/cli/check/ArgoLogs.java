package org.reland.cli.check;

import java.util.List;
import java.util.stream.IntStream;
import org.reland.cli.testing.CommandRun;

/** Logs of pods, through the API server from a kubelet. */
final class ArgoLogs {
  private static final int LINES = 400;

  private final ArgoPlace place;

  ArgoLogs(ArgoPlace place) {
    this.place = place;
  }

  void check() {
    place.expect(0, "submit --name logs-1", "submitted");
    CommandRun followed = place.expect(0, "logs logs-1 -f");
    for (String node : List.of("one(0)", "one(1)", "two")) {
      complete(followed.out(), node + ": ", "followed");
    }
    place
        .check()
        .that(
            !followed.out().contains("argo=true") && !followed.out().contains("exit status"),
            "what Argo's executor writes is left out");
    place
        .check()
        .that(followed.out().lines().count() == 3 * LINES, "and nothing else is added or lost");
    CommandRun one = place.expect(0, "logs logs-1 one(1)");
    complete(one.out(), "", "of one attempt");
    CommandRun both = place.expect(0, "logs logs-1 one");
    complete(both.out(), "one(0): ", "of a step with several attempts");
    complete(both.out(), "one(1): ", "of a step with several attempts");
    place.expect(2, "logs logs-1 on", "did you mean one?");
    place.expect(2, "logs nobody", "'nobody'");
    // The first attempt's pod was deleted, and its log with it.
    CommandRun gone = place.expect(0, "logs retry-1 infer");
    place
        .check()
        .that(
            !gone.out().contains("infer(0)") && gone.out().contains("infer(1): line 0"),
            "a deleted pod has no log: " + gone);
  }

  /** Every line once, in order. */
  private void complete(String out, String prefix, String what) {
    List<String> expected = IntStream.range(0, LINES).mapToObj(i -> prefix + "line " + i).toList();
    List<String> found = out.lines().filter(line -> line.startsWith(prefix)).toList();
    place.check().that(found.equals(expected), "lines %s, %s".formatted(what, prefix));
  }
}
