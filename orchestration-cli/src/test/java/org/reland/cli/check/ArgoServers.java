package org.reland.cli.check;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.reland.cli.argo.ArgoApi;
import org.reland.cli.argo.ArgoServer;
import org.reland.cli.argo.KubernetesApi;
import org.reland.cli.argo.KubernetesCluster;
import org.reland.cli.argo.Workflow;
import org.reland.cli.testing.ArgoApiContract;
import org.reland.cli.testing.CommandRun;
import org.reland.cli.testing.CuttingProxy;
import org.reland.cli.testing.TestingArgoServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Both ways to the same cluster keep one contract; and the commands through a server that stands in
 * for Argo's, over lines that are cut.
 */
final class ArgoServers {
  private static final String TOKEN = "sesame";

  private final ArgoPlace place;

  ArgoServers(ArgoPlace place) {
    this.place = place;
  }

  void check() throws IOException, InterruptedException {
    // A namespace without the controller, which would play its own part.
    try (ArgoApi direct =
        new KubernetesApi(
            KubernetesCluster.client(
                Optional.empty(), Optional.empty(), Optional.of(place.quietNamespace())))) {
      contract(direct, "direct");
      try (TestingArgoServer server = new TestingArgoServer(direct, TOKEN);
          ArgoApi through = through(server.url(), direct.namespace())) {
        contract(through, "through");
      }
    }
    try (ArgoApi direct =
            new KubernetesApi(
                KubernetesCluster.client(
                    Optional.empty(), Optional.empty(), Optional.of(place.namespace())));
        TestingArgoServer server = new TestingArgoServer(direct, TOKEN)) {
      commands(server);
    }
  }

  private void contract(ArgoApi api, String prefix) {
    ArgoApiContract contract =
        new ArgoApiContract(
            api,
            (workflow, status) ->
                place
                    .client()
                    .resources(Workflow.class)
                    .inNamespace(api.namespace())
                    .withName(workflow)
                    .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        JsonMapper.shared().createObjectNode().set("status", status).toString()),
            prefix);
    contract
        .promises()
        .forEach(
            (promise, how) -> {
              try {
                how.keep();
                place.check().that(true, promise);
              } catch (Exception | AssertionError e) {
                place.check().that(false, "%s: %s: %s".formatted(prefix, promise, e));
              }
            });
  }

  private ArgoApi through(String url, String namespace) throws IOException {
    return ArgoServer.at(
        URI.create(url), Optional.of(token()), Optional.empty(), Optional.of(namespace));
  }

  private Path token() throws IOException {
    return Files.writeString(place.folder().resolve("token"), TOKEN);
  }

  private void commands(TestingArgoServer server) throws IOException, InterruptedException {
    try (CuttingProxy proxy = new CuttingProxy(server.place(), 700)) {
      String at = " --argo-server %s --token-file %s".formatted(server.url(proxy.port()), token());
      Path folder;
      try (var folders = Files.list(ArgoPlace.RENDERED)) {
        folder = folders.filter(Files::isDirectory).sorted().findFirst().orElseThrow();
      }
      place.expect(
          0,
          "apply " + folder + at,
          "applied WorkflowTemplate reland",
          "does not bring a ConfigMap");
      place.expect(0, "submit --name ok-7 --watch" + at, "ok-7  Succeeded");
      place.expect(65, "submit --name fail-7 --watch" + at, "main: Error (exit code 65)");
      place.expect(0, "submit --name logs-7" + at, "submitted");
      CommandRun logs = place.expect(0, "logs logs-7 -f" + at);
      for (String node : new String[] {"one(0): ", "one(1): ", "two: "}) {
        place
            .check()
            .that(
                logs.out()
                    .lines()
                    .filter(line -> line.startsWith(node))
                    .toList()
                    .equals(IntStream.range(0, 400).mapToObj(i -> node + "line " + i).toList()),
                "every line once through Argo Server, " + node);
      }
      place.expect(0, "submit --name long-7" + at, "submitted");
      place.until("long-7", "it runs", w -> !w.state().currentPhase().text().isEmpty());
      place.expect(0, "suspend long-7" + at, "suspended");
      place.expect(0, "resume long-7" + at, "resumed");
      place.expect(0, "stop long-7" + at, "stopping");
      place.expect(65, "status long-7 --watch" + at, "Stopped with strategy 'Stop'");
      place.expect(0, "status" + at, "ok-7", "fail-7");
      place.expect(65, "resubmit fail-7 --watch" + at, "from fail-7");
      place.expect(0, "cron list" + at, "reland-matches");
      place.expect(0, "cron trigger reland-matches --watch" + at, "Succeeded");
      place.expect(2, "status nobody" + at, "'nobody'");
      place.check().that(proxy.cuts() > 3, "lines were cut: " + proxy.cuts());
    }
    place.expect(
        78,
        "status --argo-server %s --token-file %s"
            .formatted(server.url(), Files.writeString(place.folder().resolve("wrong"), "x")),
        "token not valid");
    place.expect(75, "status --argo-server http://localhost:1", "localhost:1");
  }
}
