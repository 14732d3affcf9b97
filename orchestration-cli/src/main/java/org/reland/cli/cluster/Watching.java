package org.reland.cli.cluster;

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.reland.cli.argo.ApiException;
import org.reland.cli.argo.ArgoApi;
import org.reland.cli.argo.NodeStatus;
import org.reland.cli.argo.Nodes;
import org.reland.cli.argo.Workflow;
import org.reland.cli.argo.WorkflowFollower;
import org.reland.cli.status.StatusText;
import org.reland.kit.error.TemporaryException;

/** Shows a workflow until it has ended. Who interrupts it leaves; the workflow goes on. */
final class Watching {
  private static final int FAILED = 65;
  private static final int MOST_HINTS = 5;

  private final ArgoApi argo;

  Watching(ArgoApi argo) {
    this.argo = argo;
  }

  int watch(String name) throws InterruptedException {
    AtomicReference<Workflow> last = new AtomicReference<>();
    Thread leaving = Thread.ofPlatform().unstarted(() -> left(name));
    Runtime.getRuntime().addShutdownHook(leaving);
    boolean there;
    try (StatusDisplay display = StatusDisplay.ofTerminal()) {
      there =
          new WorkflowFollower(argo)
              .follow(
                  name,
                  workflow -> {
                    last.set(workflow);
                    display.show(workflow);
                    return !workflow.state().completed();
                  });
    } catch (ApiException e) {
      if (e.temporary()) {
        throw new TemporaryException(
            "%s does not answer any more (%s). Workflow %s goes on; look again with: reland status %s --watch"
                .formatted(argo.server(), e.getMessage(), name, name),
            e);
      }
      throw e;
    } finally {
      keepQuiet(leaving);
    }
    Workflow end = last.get();
    if (!there) {
      System.out.println(
          "workflow %s was deleted%s"
              .formatted(name, end.state().completed() ? " after it had ended" : ""));
      return end.state().currentPhase().bad() || !end.state().completed() ? FAILED : 0;
    }
    StatusText.lines(end, Instant.now()).forEach(System.out::println);
    hints(end).forEach(System.out::println);
    return end.state().currentPhase().bad() ? FAILED : 0;
  }

  /** Where to look where something failed. */
  static List<String> hints(Workflow workflow) {
    List<String> hints = new ArrayList<>();
    for (NodeStatus node : Nodes.of(workflow).values()) {
      if (node.is("Pod") && node.currentPhase().bad() && hints.size() < MOST_HINTS) {
        hints.add("  reland logs %s '%s'".formatted(workflow.name(), node.display()));
      }
    }
    if (workflow.state().currentPhase().bad()) {
      hints.add(
          "  reland resubmit %s    does again what is not committed".formatted(workflow.name()));
    }
    return hints;
  }

  private static void left(String name) {
    PrintStream err = System.err;
    err.println();
    err.println("Left. Workflow %s goes on: reland status %s --watch".formatted(name, name));
    err.flush();
  }

  private static void keepQuiet(Thread leaving) {
    try {
      Runtime.getRuntime().removeShutdownHook(leaving);
    } catch (IllegalStateException e) {
      return; // the process ends already, and has said so
    }
  }
}
