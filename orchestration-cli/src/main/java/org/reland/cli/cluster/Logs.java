package org.reland.cli.cluster;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.reland.cli.argo.ApiException;
import org.reland.cli.argo.ArgoApi;
import org.reland.cli.argo.LogLine;
import org.reland.cli.argo.LogRequest;
import org.reland.cli.argo.LogSink;
import org.reland.cli.argo.NodeStatus;
import org.reland.cli.argo.Nodes;
import org.reland.cli.argo.Workflow;
import org.reland.kit.config.Nearest;
import org.reland.kit.error.UsageException;

/** Prints the logs of a workflow's steps, each line with its step where there are several. */
final class Logs implements LogSink {
  /** Before the workflow is fetched again for a node that is not in it. */
  private static final Duration AGAIN = Duration.ofSeconds(1);

  /** For a node that is new to us. */
  private static final int TRIES = 4;

  private static final Duration PAUSE = Duration.ofMillis(300);

  private static final Duration LEFT_ALONE = Duration.ofSeconds(10);

  private final ArgoApi argo;
  private final String name;
  private final @Nullable String node;
  private final PrintStream out;
  private final Map<String, LogFilter> filters = new HashMap<>();
  private volatile Map<String, NodeStatus> nodes = Map.of();
  private final Set<String> lookedFor = new HashSet<>();
  private long fetchAgain = System.nanoTime();
  private boolean away;

  Logs(ArgoApi argo, String name, @Nullable String node, PrintStream out) {
    this.argo = argo;
    this.name = name;
    this.node = node;
    this.out = out;
  }

  void print(boolean follow) throws InterruptedException {
    Workflow workflow = argo.workflow(name);
    nodes = Nodes.of(workflow);
    boolean known = node == null || nodes.keySet().stream().anyMatch(this::wanted);
    if (!known && (!follow || workflow.state().completed())) {
      throw new UsageException(
          "workflow %s has no node '%s' that has run%s".formatted(name, node, hint()));
    }
    int pods = argo.logs(name, new LogRequest(this::wanted, follow), this);
    if (pods == 0) {
      out.println(
          workflow.state().completed()
              ? "no pods are left: they are deleted after a while, and their logs with them (podGC)"
              : "no pod has started yet");
    }
  }

  private String hint() {
    Set<String> names = new TreeSet<>();
    nodes.values().stream()
        .filter(each -> each.is("Pod") || each.is("Retry") || each.is("TaskGroup"))
        .forEach(each -> names.add(each.display()));
    return names.isEmpty() ? "" : Nearest.hint(String.valueOf(node), names);
  }

  /** The node of that name, and what is folded into it: shards, attempts. */
  private boolean wanted(String id) {
    if (node == null) {
      return true;
    }
    String display = display(id);
    return display.equals(node) || display.startsWith(node + "(");
  }

  /** A node that the workflow does not come to show is called by its identity. */
  private String display(String id) {
    NodeStatus known = nodes.get(id);
    if (known == null) {
      known = lookFor(id);
    }
    return known == null ? id : known.display();
  }

  /**
   * Takes the workflow's newer nodes. A pod may be ahead of its node, so for a new one it is waited
   * a moment; after that the workflow, which may be a megabyte, is fetched once in a while for all,
   * as lines are many. A server that is away is left alone for a while, and holds up no line.
   */
  private synchronized @Nullable NodeStatus lookFor(String id) {
    boolean first = lookedFor.add(id);
    try {
      for (int tries = first ? TRIES : 1; tries > 0 && !nodes.containsKey(id); tries--) {
        if (System.nanoTime() - fetchAgain < 0) {
          if (!first || away) {
            return null;
          }
        } else {
          nodes = Nodes.of(argo.workflow(name));
          away = false;
          fetchAgain = System.nanoTime() + (first ? PAUSE : AGAIN).toNanos();
        }
        if (tries > 1 && !nodes.containsKey(id)) {
          Thread.sleep(PAUSE);
        }
      }
    } catch (ApiException e) {
      away = true;
      fetchAgain = System.nanoTime() + LEFT_ALONE.toNanos();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return nodes.get(id);
  }

  @Override
  public void line(LogLine line) {
    String display = display(line.nodeId());
    synchronized (out) {
      LogFilter filter = filters.computeIfAbsent(line.nodeId(), _ -> new LogFilter());
      Optional<String> printed = filter.next(line.text());
      List<String> lines = new ArrayList<>();
      printed.ifPresent(each -> lines.addAll(List.of(each.split("\n", -1))));
      for (String each : lines) {
        out.println(display.equals(node) ? each : display + ": " + each);
      }
      out.flush();
    }
  }

  @Override
  public void end(String nodeId) {
    synchronized (out) {
      filters.remove(nodeId);
    }
  }
}
