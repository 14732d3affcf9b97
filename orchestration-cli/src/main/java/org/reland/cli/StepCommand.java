package org.reland.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reland.kit.step.StepMain;
import org.reland.kit.step.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reland step}: one node of a run, in this process alone. */
@Command(
    name = "step",
    mixinStandardHelpOptions = true,
    description = "Runs one node of a run that `reland run` has begun, in this process.",
    footer = {
      "",
      "What the node reads has to be there. A node in shards may be shared out:",
      "  reland run --until prompt",
      "  reland step infer --run .reland/runs/shop --shard 0/2 &",
      "  reland step infer --run .reland/runs/shop --shard 1/2 &",
      "  wait; reland run"
    })
final class StepCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NODE",
      description = "Such as train-lightgcn-reland-0; a step's name where it has one node.")
  private String node = "";

  @Mixin private RunFolderOption run = new RunFolderOption();

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = "Be worker I (from 0) of N: take every N-th shard only.")
  private @Nullable String shard;

  @Override
  public Integer call() throws IOException, InterruptedException {
    StepMain.runNode(node, run.folder(), shard, Steps.installed());
    return 0;
  }
}
