package org.reland.cli.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * A node of a real API server on which nothing runs, but whose pods have logs: the API server asks
 * it for them as it asks a kubelet, over the same path and with the same options.
 */
public final class TestingKubelet implements AutoCloseable {
  private static final Duration LINE_TIME = Duration.ofMillis(2);

  private final String node;
  private final HttpsServer server;
  private final Map<String, Log> logs = new ConcurrentHashMap<>();
  private final KubernetesClient client;

  private TestingKubelet(KubernetesClient client, String node, HttpsServer server) {
    this.client = client;
    this.node = node;
    this.server = server;
  }

  /** Starts it, and registers its node. */
  public static TestingKubelet start(KubernetesClient client, String node, Path folder)
      throws IOException, InterruptedException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    // The API server does not ask who signed a kubelet's certificate.
    server.setHttpsConfigurator(new HttpsConfigurator(TestCertificate.in(folder).context()));
    TestingKubelet kubelet = new TestingKubelet(client, node, server);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/containerLogs/", kubelet::logs);
    server.start();
    var registered =
        new NodeBuilder()
            .withNewMetadata()
            .withName(node)
            .endMetadata()
            .withNewStatus()
            .addNewAddress("127.0.0.1", "InternalIP")
            .withNewDaemonEndpoints()
            .withNewKubeletEndpoint(server.getAddress().getPort())
            .endDaemonEndpoints()
            .endStatus()
            .build();
    client.resource(registered).create();
    client.resource(registered).patchStatus();
    return kubelet;
  }

  /** Does to a pod what the script says. */
  void change(String namespace, String workflow, ScriptedRun.PodChange change) {
    switch (change.kind()) {
      case START -> start(namespace, workflow, change);
      case END -> end(namespace, change);
      case DELETE -> {
        client.pods().inNamespace(namespace).withName(change.pod()).withGracePeriod(0).delete();
        logs.remove(change.pod());
      }
    }
  }

  private void start(String namespace, String workflow, ScriptedRun.PodChange change) {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName(change.pod())
            .withNamespace(namespace)
            .addToLabels("workflows.argoproj.io/workflow", workflow)
            .addToAnnotations("workflows.argoproj.io/node-id", change.nodeId())
            .endMetadata()
            .withNewSpec()
            .withNodeName(node)
            .withAutomountServiceAccountToken(false)
            .addNewContainer()
            .withName("main")
            .withImage("none")
            .endContainer()
            .endSpec()
            .build();
    if (logs.putIfAbsent(change.pod(), new Log(change.lines())) != null) {
      return; // the controller's status was refused, and it comes again
    }
    client.resource(pod).create();
    status(pod, Optional.empty());
  }

  private void end(String namespace, ScriptedRun.PodChange change) {
    Optional.ofNullable(logs.get(change.pod())).ifPresent(log -> log.end(change.exitCode()));
    Pod pod = client.pods().inNamespace(namespace).withName(change.pod()).get();
    if (pod != null) {
      status(pod, Optional.of(Integer.parseInt(change.exitCode())));
    }
  }

  private void status(Pod pod, Optional<Integer> exitCode) {
    var state =
        exitCode.isEmpty()
            ? new ContainerStateBuilder()
                .withNewRunning()
                .withStartedAt(Instant.now().toString())
                .endRunning()
                .build()
            : new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(exitCode.get())
                .endTerminated()
                .build();
    Pod changed =
        new PodBuilder(pod)
            .withNewStatus()
            .withPhase(
                exitCode.isEmpty() ? "Running" : exitCode.get() == 0 ? "Succeeded" : "Failed")
            .withContainerStatuses(
                new ContainerStatusBuilder()
                    .withName("main")
                    .withImage("none")
                    .withImageID("none")
                    .withReady(exitCode.isEmpty())
                    .withRestartCount(0)
                    .withState(state)
                    .build())
            .endStatus()
            .build();
    client.resource(changed).patchStatus();
  }

  /** A log that grows: a line every two milliseconds, and Argo's own lines around them. */
  private static final class Log {
    private final List<String> lines = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();
    private boolean ended;

    Log(int many) {
      Instant time = Instant.now();
      add(time, "time=\"%s\" level=info msg=\"capturing logs\" argo=true".formatted(time));
      for (int i = 0; i < many; i++) {
        add(time.plus(LINE_TIME.multipliedBy(i / 3)), "line " + i); // three at a time
      }
    }

    private void add(Instant time, String line) {
      times.add(time);
      lines.add(line);
    }

    synchronized void end(String exitCode) {
      Instant last = times.getLast();
      add(last, "time=\"%s\" level=info msg=\"sub-process exited\" argo=true".formatted(last));
      if (!exitCode.equals("0")) {
        add(last, "Error: exit status " + exitCode);
      }
      ended = true;
    }

    /** The line at that place, as soon as it is time; empty where there is none. */
    synchronized Optional<String> line(int at) {
      return at < lines.size() && (ended || !times.get(at).isAfter(Instant.now()))
          ? Optional.of(times.get(at) + " " + lines.get(at) + "\n")
          : Optional.empty();
    }

    synchronized boolean isBefore(int at, Instant since) {
      return times.get(at).isBefore(since);
    }

    synchronized boolean isOver(int at) {
      return ended && at >= lines.size();
    }
  }

  private void logs(HttpExchange exchange) throws IOException {
    try (exchange) {
      String[] path = exchange.getRequestURI().getPath().split("/", -1);
      String query = String.valueOf(exchange.getRequestURI().getQuery());
      Log log = logs.get(path[3]);
      if (log == null || !path[4].equals("main") || !query.contains("timestamps=true")) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      Instant since =
          query.contains("sinceTime=")
              ? Instant.parse(query.replaceFirst(".*sinceTime=([^&]*).*", "$1"))
              : Instant.MIN;
      exchange.getResponseHeaders().set("Content-Type", "text/plain");
      exchange.sendResponseHeaders(200, 0);
      write(log, since, query.contains("follow=true"), exchange.getResponseBody());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(Log log, Instant since, boolean follow, OutputStream out)
      throws IOException, InterruptedException {
    int at = 0;
    while (true) {
      Optional<String> line = log.line(at);
      if (line.isPresent()) {
        if (!log.isBefore(at, since)) {
          out.write(line.get().getBytes(StandardCharsets.UTF_8));
          out.flush();
        }
        at++;
      } else if (!follow || log.isOver(at)) {
        return;
      } else {
        Thread.sleep(LINE_TIME);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    client.nodes().withName(node).delete();
  }
}
