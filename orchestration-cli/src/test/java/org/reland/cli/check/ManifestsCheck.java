package org.reland.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.reland.cli.check.Kubectl.Result;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The folder manifests on a real API server: everything is accepted under strict validation, every
 * account may do what it is for and nothing else, and the pods that Argo would make of the rendered
 * workflows pass the restricted profile and the quota, while worse ones are refused. Then reland
 * doctor examines what was installed.
 */
public final class ManifestsCheck {
  static final Path MANIFESTS = Path.of("manifests").toAbsolutePath();
  static final Path RENDERED = Path.of("workflows/argo/shop").toAbsolutePath();

  private static final int NO_CLUSTER = 78;

  private final Check check = new Check();
  private final Kubectl kubectl = new Kubectl();
  private final JsonMapper json = new JsonMapper();
  private final Path folder;
  private final List<String> made = new ArrayList<>();

  /** Of a cluster that several may check at a time. */
  private final String namespace =
      "reland-check-" + Integer.toString(ThreadLocalRandom.current().nextInt(1 << 30), 36);

  private ManifestsCheck(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    new ManifestsCheck(Check.folder("manifests")).run();
  }

  private void run() throws IOException, InterruptedException {
    Result server = kubectl.run("get", "--raw", "/readyz");
    if (!server.ok()) {
      System.out.println("KUBECONFIG names no cluster that answers: " + server.err());
      System.exit(NO_CLUSTER);
    }
    try {
      install();
      accepted("overlays/laptop");
      accepted("overlays/production");
      workflows();
      new AccountsCheck(check, kubectl, namespace).run();
      new PodsCheck(check, kubectl, namespace).run();
      new DoctorCheck(check, kubectl, namespace, folder).run();
      onlyTemplates();
    } finally {
      for (String each : made) {
        kubectl.run("delete", "namespace", each, "--wait=false");
      }
    }
    check.end();
  }

  /** The laptop's overlay with all components, in a namespace of its own. */
  private void install() throws IOException, InterruptedException {
    String all =
        kustomized(
            namespace,
            """
            resources: [%1$s/overlays/laptop]
            components: [%1$s/components/object-store, %1$s/components/mlflow]
            """
                .formatted(folder.relativize(MANIFESTS)));
    made.add(namespace);
    Result applied = kubectl.runWith(all, "apply", "--server-side", "--validate=strict", "-f", "-");
    check.that(applied.ok(), "the laptop's overlay is applied: " + applied.err());
    check.that(applied.err().isEmpty(), "it brings no warning: " + applied.err());
    count();
  }

  /** A quota counts from its status on, which a controller writes; here there may be none. */
  private void count() throws IOException, InterruptedException {
    Result quota = kubectl.run("get", "resourcequota", "reland", "-n", namespace, "-o", "json");
    JsonNode found = json.readTree(quota.out());
    if (found.path("status").has("used")) {
      return;
    }
    ObjectNode patch = json.createObjectNode();
    ObjectNode status = patch.putObject("status");
    ObjectNode hard = status.putObject("hard");
    ObjectNode used = status.putObject("used");
    found
        .path("spec")
        .path("hard")
        .properties()
        .forEach(
            entry -> {
              hard.set(entry.getKey(), entry.getValue());
              used.put(entry.getKey(), "0");
            });
    Result patched =
        kubectl.run(
            "patch",
            "resourcequota/reland",
            "-n",
            namespace,
            "--subresource=status",
            "--type=merge",
            "-p",
            json.writeValueAsString(patch));
    check.that(patched.ok(), "the quota counts: " + patched.err());
  }

  private void accepted(String overlay) throws IOException, InterruptedException {
    Result asIs = kubectl.run("kustomize", MANIFESTS.resolve(overlay).toString());
    check.that(asIs.ok(), overlay + " is built: " + asIs.err());
    String place = namespace + overlay.replaceFirst(".*/", "-");
    made.add(place);
    Result created = kubectl.run("create", "namespace", place);
    check.that(created.ok(), place + " is made: " + created.err());
    String moved =
        kustomized(place, "resources: [%s/%s]".formatted(folder.relativize(MANIFESTS), overlay));
    Result accepted = dryRun(moved);
    check.that(accepted.ok(), overlay + " is accepted: " + accepted.err());
    check.that(accepted.err().isEmpty(), overlay + " brings no warning: " + accepted.err());
    Result misspelt = dryRun(moved.replaceFirst("accessModes:", "accesModes:"));
    check.that(
        !misspelt.ok() && misspelt.err().contains("accesModes"), "an unknown field is refused");
  }

  private void onlyTemplates() throws IOException, InterruptedException {
    String place = namespace + "-held";
    String all =
        kustomized(
            place,
            """
            resources: [%1$s/overlays/laptop]
            components: [%1$s/components/only-templates]
            """
                .formatted(folder.relativize(MANIFESTS)));
    made.add(place);
    new OnlyTemplatesCheck(check, kubectl, place).run(all);
  }

  private void workflows() throws IOException, InterruptedException {
    String config = kubectl.run("kustomize", MANIFESTS.resolve("argo").toString()).out();
    Result argo = dryRun(config.replace("namespace: argo", "namespace: " + namespace));
    check.that(argo.ok(), "the controller's configuration is accepted: " + argo.err());
    for (Path file : files()) {
      // A workflow is created, and gets its name from the server.
      Result accepted =
          file.endsWith("workflow.yaml")
              ? dryRun("create", file)
              : dryRun("apply", file, "--server-side");
      check.that(accepted.ok(), file + " is accepted: " + accepted.err());
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(RENDERED)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private Result dryRun(String verb, Path file, String... options)
      throws IOException, InterruptedException {
    return kubectl.run(
        Kubectl.words(
            List.of(
                List.of(verb, "-n", namespace, "-f", file.toString()),
                List.of("--dry-run=server", "--validate=strict"),
                List.of(options))));
  }

  private Result dryRun(String text) throws IOException, InterruptedException {
    return kubectl.runWith(
        text, "apply", "--server-side", "--dry-run=server", "--validate=strict", "-f", "-");
  }

  /** What kustomize makes of it, with everything in one namespace. */
  private String kustomized(String place, String what) throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("kustomization.yaml"), "namespace: %s\n%s\n".formatted(place, what));
    Result built = kubectl.run("kustomize", folder.toString());
    check.that(built.ok(), "kustomize builds " + what + ": " + built.err());
    return built.out();
  }
}
