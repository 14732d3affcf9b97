package org.reland.cli.cluster;

import org.reland.cli.argo.ArgoApi;
import org.reland.cli.output.JsonOption;
import org.reland.kit.error.UsageException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what a command does once it has started a workflow. */
final class AfterStart {
  @Option(names = "--watch", description = "Shows it until it has ended.")
  private boolean watch;

  @Mixin private JsonOption json = new JsonOption();

  /**
   * Before anything is started.
   *
   * @throws UsageException where the options exclude each other
   */
  void check() {
    if (watch && json.chosen()) {
      throw new UsageException(
          "--watch draws, --json says the name: take the name, then reland status NAME --watch");
    }
  }

  boolean json() {
    return json.chosen();
  }

  /**
   * Says what was started, and shows it or says how to.
   *
   * @param origin words that follow the name
   */
  int started(ArgoApi argo, String name, String origin) throws InterruptedException {
    if (json.chosen()) {
      JsonOption.print(JsonOption.object("name", name, "namespace", argo.namespace()));
      return 0;
    }
    System.out.println("submitted " + name + origin);
    if (watch) {
      return new Watching(argo).watch(name);
    }
    System.out.println("  reland status %s --watch".formatted(name));
    return 0;
  }
}
