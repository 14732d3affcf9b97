package org.reland.cli.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reland.cli.cluster.ClusterOptions;
import org.reland.cli.cluster.StoreVisit;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.UsageException;
import org.reland.kit.store.FileStore;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options that say which store is looked into: one in a folder, or that of a cluster, which is
 * looked into by a pod there.
 */
final class StoreOption {
  @Option(names = "--store", paramLabel = "DIR", description = "The store (default: .reland).")
  private @Nullable Path folder;

  @Option(names = "--cluster", description = "The store of the pipeline on the cluster instead.")
  private boolean onCluster;

  @Option(
      names = "--template",
      paramLabel = "NAME",
      description = "With --cluster: the pipeline's WorkflowTemplate (default: ${DEFAULT-VALUE}).",
      defaultValue = "reland")
  private String template = "reland";

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  boolean onCluster() {
    if (onCluster && folder != null) {
      throw new UsageException("--cluster takes the place of --store");
    }
    return onCluster;
  }

  /**
   * Runs a command on the cluster's store.
   *
   * @param words some may be null: left out
   * @param lines takes what it prints
   * @return its exit code
   */
  int visit(Consumer<String> lines, @Nullable String... words)
      throws IOException, InterruptedException {
    List<String> given = new ArrayList<>();
    for (String word : words) {
      if (word != null) {
        given.add(word);
      }
    }
    return StoreVisit.run(cluster, template, given, lines);
  }

  /** Opens it; unlike a run, a look never makes one. */
  FileStore open() {
    Path place = folder == null ? Path.of(".reland") : folder;
    if (!Files.isDirectory(place)) {
      throw new BadDataException(
          "%s: there is no store. A first `reland run` makes one in .reland, or where its --store says; with --cluster that of the cluster is looked into"
              .formatted(place));
    }
    return FileStore.at(place);
  }
}
