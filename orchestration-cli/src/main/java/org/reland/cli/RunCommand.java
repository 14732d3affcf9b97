package org.reland.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reland.cli.output.JsonOption;
import org.reland.kit.error.ExitCode;
import org.reland.kit.step.Steps;
import org.reland.kit.store.Json;
import org.reland.workflows.configuration.Configuration;
import org.reland.workflows.local.LiveDisplay;
import org.reland.workflows.local.PipelineRun;
import org.reland.workflows.local.PlainDisplay;
import org.reland.workflows.local.RunDisplay;
import org.reland.workflows.pipeline.Selection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reland run}: the whole pipeline, or a part of it, on this machine. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs the pipeline on this machine. What is done already is skipped.",
    footer = {
      "",
      "Examples:",
      "  reland run                                    a shop that is generated on the spot",
      "  reland run --config workflows/configs/beauty.yaml --data ~/data/beauty",
      "  reland run --set train.epochs=50              redoes train and what follows",
      "  reland run --until retrieve --set retrieve.by=both",
      "  reland run --rhythm pool                      a new pool for the current encoder",
      "  reland run --json > summary.json              the summary, on one line"
    })
final class RunCommand implements Callable<Integer> {
  private static final int TEMPORARY = 75;

  @Mixin private ConfigurationOptions options = new ConfigurationOptions();

  @Mixin private RhythmOption rhythm = new RhythmOption();

  @Mixin private RunPlaceOptions place = new RunPlaceOptions();

  @Option(names = "--from", paramLabel = "STEP", description = "Do this and all after it anew.")
  private @Nullable String from;

  @Option(names = "--until", paramLabel = "STEP", description = "Do nothing after this.")
  private @Nullable String until;

  @Option(
      names = "--only",
      paramLabel = "STEP",
      description = "Do this alone; what it reads has to be there.")
  private @Nullable String only;

  @Option(names = "--fresh", description = "Do everything anew, whatever is there.")
  private boolean fresh;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Steps steps = Steps.installed();
    Configuration configuration = options.load(steps);
    var selection =
        new Selection(
            Optional.ofNullable(from),
            Optional.ofNullable(until),
            Optional.ofNullable(only),
            fresh);
    String name = place.name(rhythm.name(configuration));
    long memoryMiB = Runtime.getRuntime().maxMemory() >> 20;
    Map<String, Throwable> failures =
        new PipelineRun(name, configuration, rhythm.rhythm(), selection, memoryMiB)
            .execute(place.store(), steps, display());
    if (!failures.isEmpty()) {
      return failed(failures);
    }
    Path folder = place.folder(name);
    if (json.chosen()) {
      byte[] summary = Files.readAllBytes(folder.resolve("summary.json"));
      JsonOption.print(Json.mapper().readTree(summary));
      return 0;
    }
    System.out.println();
    ResultTable.print(folder.resolve("summary.json"), System.out);
    for (String file : List.of("report.html", "summary.json")) {
      if (Files.exists(folder.resolve(file))) {
        System.out.println("  " + folder.resolve(file));
      }
    }
    return 0;
  }

  /** The launcher sets the width where standard error is a terminal. */
  private static RunDisplay display() {
    String columns = System.getenv("RELAND_COLUMNS");
    return columns == null || !columns.matches("[0-9]{1,5}") || System.getenv("CI") != null
        ? new PlainDisplay(System.err)
        : new LiveDisplay(System.err, Integer.parseInt(columns));
  }

  private static int failed(Map<String, Throwable> failures) {
    int code = 0;
    for (Map.Entry<String, Throwable> failure : failures.entrySet()) {
      System.err.println();
      System.err.println("step " + failure.getKey() + " failed");
      int each = ExitCode.of(failure.getValue(), System.err);
      // Trying again helps only where nothing else is wrong.
      code = code == 0 || code == TEMPORARY ? each : code;
    }
    System.err.println();
    System.err.println("What succeeded is kept: the same command goes on from there.");
    return code;
  }
}
