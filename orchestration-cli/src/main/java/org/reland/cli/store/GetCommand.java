package org.reland.cli.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reland.kit.error.UsageException;
import org.reland.kit.store.FileStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reland get}: an artifact's files out of the store. */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    description = {
      "Copies the files of an artifact out of the store, each checked against its digest:",
      "tables as Parquet, documents as they are."
    },
    footer = {
      "",
      "Examples:",
      "  reland get report --run shop",
      "  reland get report --run reland-x7k2p --cluster",
      "  reland get matches --ref shop/matches --out today",
      "  reland get model --run shop --node train-lightgcn-reland-0"
    })
public final class GetCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ARTIFACT", description = "Such as report, matches, pool or model.")
  private String artifact = "";

  @Option(names = "--run", paramLabel = "RUN", description = "The run that has it, by name.")
  private @Nullable String run;

  @Option(
      names = "--ref",
      paramLabel = "NAME",
      description = "A name instead of a run, as `reland refs` lists them.")
  private @Nullable String ref;

  @Option(
      names = "--node",
      paramLabel = "NODE",
      description = "Where several nodes of the run write it: which.")
  private @Nullable String node;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder to copy into (default: the working folder).",
      defaultValue = "")
  private Path out = Path.of("");

  @Option(names = "--as-lines", hidden = true)
  private boolean asLines;

  @Mixin private StoreOption store = new StoreOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (store.onCluster()) {
      return fromCluster();
    }
    FileStore artifacts = store.open();
    ArtifactSource source;
    if (run != null && ref == null) {
      source = ArtifactSource.ofRun(artifacts, run, node, artifact);
    } else if (run == null && ref != null && node == null) {
      source = ArtifactSource.ofRef(artifacts, ref, artifact);
    } else {
      throw new UsageException("give --run RUN (and --node NODE) or --ref NAME");
    }
    if (asLines) {
      new FileLines(System.out).write(source, artifacts);
      return 0;
    }
    for (Path file : source.copy(artifacts, out)) {
      System.out.println("  " + file);
    }
    return 0;
  }

  private int fromCluster() throws IOException, InterruptedException {
    var files = new FileLines.Reader(out, System.out);
    int exit =
        store.visit(
            files::line,
            "get",
            artifact,
            "--as-lines",
            run == null ? null : "--run=" + run,
            ref == null ? null : "--ref=" + ref,
            node == null ? null : "--node=" + node);
    if (exit == 0) {
      files.complete();
    }
    return exit;
  }
}
