package org.reland.cli.check;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.reland.cli.Main;
import org.reland.cli.argo.Phase;
import org.reland.cli.testing.CommandRun;
import org.reland.cli.testing.CuttingProxy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Lines that break, servers that are not there, rights that are missing, users that leave. */
final class ArgoConnections {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final int LONGEST_MILLIS = 600;

  private final ArgoPlace place;
  private final Path kubeconfig;

  ArgoConnections(ArgoPlace place) {
    this.place = place;
    this.kubeconfig =
        Path.of(System.getenv("KUBECONFIG").split(System.getProperty("path.separator"), -1)[0]);
  }

  void check() throws IOException, InterruptedException {
    cutLines();
    cutLogs();
    nobodyThere();
    untrusted();
    unknownUser();
    forbidden();
    contexts();
    leaving();
  }

  private void cutLines() throws IOException {
    try (CuttingProxy proxy = new CuttingProxy(target(), LONGEST_MILLIS)) {
      String config = through(proxy.port());
      place.expect(0, "submit --name long-9 --kubeconfig " + config, "submitted long-9");
      place.expect(
          0, "status long-9 --watch --kubeconfig " + config, "long-9  Succeeded", "✓ step39");
      place.check().that(proxy.cuts() > 3, "lines were cut: " + proxy.cuts());
    }
  }

  private void cutLogs() throws IOException {
    try (CuttingProxy proxy = new CuttingProxy(target(), LONGEST_MILLIS)) {
      String config = through(proxy.port());
      place.expect(0, "submit --name logs-9", "submitted");
      CommandRun run = place.expect(0, "logs logs-9 -f --kubeconfig " + config);
      for (String node : List.of("one(0): ", "one(1): ", "two: ")) {
        List<String> expected = IntStream.range(0, 400).mapToObj(i -> node + "line " + i).toList();
        List<String> found = run.out().lines().filter(line -> line.startsWith(node)).toList();
        place.check().that(found.equals(expected), "every line once over cut lines, " + node);
      }
      place.check().that(proxy.cuts() > 1, "lines were cut: " + proxy.cuts());
    }
  }

  private void nobodyThere() throws IOException {
    String config = through(1);
    place.expect(75, "status --kubeconfig " + config, "127.0.0.1:1", "try again later");
  }

  private void untrusted() throws IOException {
    String config =
        changed(
            "untrusted",
            c -> cluster(c).remove(List.of("certificate-authority", "certificate-authority-data")));
    place.expect(78, "status --kubeconfig " + config, "certificate");
  }

  private void unknownUser() throws IOException {
    String config = withToken("unknown", "nobody-has-given-this");
    place.expect(78, "status --kubeconfig " + config, "does not know who you are");
  }

  private void forbidden() throws IOException {
    String token =
        place
            .client()
            .serviceAccounts()
            .inNamespace(place.namespace())
            .withName("default")
            .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
            .getStatus()
            .getToken();
    String config = withToken("forbidden", token);
    place.expect(
        78,
        "submit --kubeconfig " + config,
        "get",
        "workflowtemplates",
        "namespace " + place.namespace(),
        "kubectl auth can-i");
  }

  /** As kubectl has them: several files are one, the first that says so names the context. */
  private void contexts() throws IOException {
    place.expect(78, "status --context nowhere", "--context 'nowhere'");
    place.expect(78, "status --kubeconfig /nowhere", "--kubeconfig /nowhere");
    Path other = place.folder().resolve("other.yaml");
    Files.writeString(
        other,
        """
        apiVersion: v1
        kind: Config
        current-context: other
        contexts: [{name: other, context: {cluster: other, namespace: elsewhere}}]
        clusters: [{name: other, cluster: {server: "http://127.0.0.1:1"}}]
        """);
    String first = YAML.readTree(kubeconfig.toFile()).path("current-context").asString();
    ProcessResult both = process(other + ":" + kubeconfig, "status", "--context", first);
    place.check().that(both.code() == 0, "a context of the second file: " + both);
    ProcessResult current = process(other + ":" + kubeconfig, "status");
    place
        .check()
        .that(
            current.code() == 75 && current.out().contains("namespace elsewhere"),
            "the first file's context and its namespace: " + current);
    ProcessResult none = process("/nowhere", "status");
    place.check().that(none.code() == 78, "no cluster at all: " + none);
  }

  /**
   * A signal leaves the workflow alone: one that waits for somebody, so that it has not ended by
   * then.
   */
  private void leaving() throws IOException, InterruptedException {
    place.expect(0, "submit --name hold-8", "submitted");
    Process process =
        start(kubeconfig.toString(), "status", "hold-8", "--watch", "-n", place.namespace());
    try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
      String line = reader.readLine();
      while (line != null && !line.matches("(plan|approval|hold-8).*")) {
        line = reader.readLine();
      }
      // Not INT, which is the same to a JVM: jobs in the background are started without it.
      new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();
      List<String> rest = reader.lines().toList();
      place
          .check()
          .that(
              rest.stream().anyMatch(each -> each.contains("Workflow hold-8 goes on")),
              "who leaves is told: " + rest);
    }
    place.check().that(process.waitFor() == 143, "as interrupted commands end: " + process);
    place
        .check()
        .that(
            !place.workflow("hold-8").getSpec().has("shutdown")
                && place.workflow("hold-8").state().currentPhase() != Phase.FAILED,
            "and the run goes on");
    place.expect(0, "terminate hold-8", "terminating");
  }

  private InetSocketAddress target() {
    URI server = URI.create(place.client().getMasterUrl().toString());
    return new InetSocketAddress(server.getHost(), server.getPort() < 0 ? 443 : server.getPort());
  }

  private String through(int port) throws IOException {
    return changed("port-" + port, c -> cluster(c).put("server", "https://127.0.0.1:" + port));
  }

  private String withToken(String name, String token) throws IOException {
    return changed(
        name,
        c -> {
          ObjectNode user = (ObjectNode) c.at("/users/0");
          user.putObject("user").put("token", token);
        });
  }

  private static ObjectNode cluster(ObjectNode config) {
    return (ObjectNode) config.at("/clusters/0/cluster");
  }

  private String changed(String name, Consumer<ObjectNode> change) throws IOException {
    JsonNode config = YAML.readTree(kubeconfig.toFile());
    change.accept((ObjectNode) config);
    Path file = place.folder().resolve(name + ".kubeconfig");
    Files.writeString(file, YAML.writeValueAsString(config));
    return file.toString();
  }

  /** How a command in a process of its own ended. */
  private record ProcessResult(int code, String out) {}

  private static ProcessResult process(String kubeconfig, String... words) throws IOException {
    Process process = start(kubeconfig, words);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new ProcessResult(process.waitFor(), out);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ProcessResult(-1, out);
    }
  }

  private static Process start(String kubeconfig, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", kubeconfig);
    return builder.start();
  }
}
