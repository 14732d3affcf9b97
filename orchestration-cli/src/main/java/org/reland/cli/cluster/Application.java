package org.reland.cli.cluster;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.reland.cli.argo.ApiException;
import org.reland.cli.argo.ArgoApi;
import org.reland.cli.argo.Manifest;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.UsageException;

/**
 * Applies the rendered files of folders in the order that the controller needs: a cron workflow
 * whose template is not there yet is refused in its log only, and not looked at again.
 */
final class Application {
  private static final int TEMPLATE = 1;
  private static final int CRON = 2;
  private static final Duration CATCHING_UP = Duration.ofSeconds(2);

  private final ArgoApi argo;
  private final boolean force;
  private final PrintStream out;

  Application(ArgoApi argo, boolean force, PrintStream out) {
    this.argo = argo;
    this.force = force;
    this.out = out;
  }

  void apply(List<Path> folders) throws IOException, InterruptedException {
    List<Manifest> manifests = new ArrayList<>();
    for (Path folder : folders) {
      for (Path file : files(folder)) {
        manifests.addAll(Manifest.read(file));
      }
    }
    manifests.sort(Comparator.comparingInt(Application::rank));
    boolean newTemplate = false;
    for (Manifest manifest : manifests) {
      newTemplate |= rank(manifest) == TEMPLATE && isNew(manifest);
      if (rank(manifest) == CRON && newTemplate) {
        Thread.sleep(CATCHING_UP); // the controller's view of templates trails behind
        newTemplate = false;
      }
      if (manifest.kind().equals("Workflow")) {
        out.println("left to reland submit: " + manifest.place());
        continue;
      }
      if (!argo.canApply(manifest.kind())) {
        out.println(
            "not applied, as Argo Server does not bring a %s: kubectl apply --server-side -f %s"
                .formatted(manifest.kind(), manifest.place()));
        continue;
      }
      apply(manifest);
      out.println("applied " + manifest.title());
      if (rank(manifest) == CRON) {
        wake(manifest.name());
      }
    }
  }

  /** One that the controller has refused before it does not look at again until it changes. */
  private void wake(String name) {
    if (argo.cron(name).isRefused(Instant.now())) {
      argo.touchCron(name);
      out.println("marked to be looked at again, as the controller had not taken it up: " + name);
    }
  }

  private boolean isNew(Manifest template) {
    return argo.templates().stream().noneMatch(each -> each.name().equals(template.name()));
  }

  private void apply(Manifest manifest) {
    try {
      argo.apply(manifest, force);
    } catch (ApiException e) {
      throw switch (e.status()) {
        case 409 ->
            new UsageException(
                "%s: %s: somebody else manages a field: %s. --force takes it over"
                    .formatted(manifest.place(), manifest.title(), e.getMessage()),
                e);
        case 400, 422 ->
            new BadDataException(
                "%s: the server refuses %s: %s. Render it anew, and see what reland lint says"
                    .formatted(manifest.place(), manifest.title(), e.getMessage()),
                e);
        default -> e;
      };
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new UsageException(
          "%s is no folder: one that reland render has written is expected".formatted(folder));
    }
    List<Path> files;
    try (var all = Files.list(folder)) {
      files =
          all.filter(file -> file.getFileName().toString().matches(".*\\.ya?ml")).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new UsageException(
          "%s has no YAML files: one that reland render has written is expected".formatted(folder));
    }
    return files;
  }

  private static int rank(Manifest manifest) {
    return switch (manifest.kind()) {
      case "WorkflowTemplate" -> TEMPLATE;
      case "CronWorkflow" -> CRON;
      case "Workflow" -> 3;
      default -> 0;
    };
  }
}
