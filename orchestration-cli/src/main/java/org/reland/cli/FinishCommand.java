package org.reland.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.reland.kit.step.RunPlan;
import org.reland.kit.step.StepMain;
import org.reland.kit.step.Steps;
import org.reland.kit.store.FileStore;
import org.reland.workflows.local.RunEnd;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reland finish}: the end of a run whose nodes ran in processes of their own. */
@Command(
    name = "finish",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the summary and the report of a run whose nodes were run one by one, and points the",
      "lasting names (encoder, pool, matches) at its results. Fails where a node is not done."
    })
final class FinishCommand implements Callable<Integer> {
  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      required = true,
      description = "Folder of the run, such as .reland/runs/shop.")
  private String run = "";

  @Override
  public Integer call() throws IOException {
    Path folder = StepMain.folder(run);
    FileStore store = FileStore.at(folder.getParent().getParent());
    RunPlan plan = RunPlan.load(store, folder.getFileName().toString());
    RunEnd.write(store, plan, Steps.installed());
    ResultTable.print(folder.resolve("summary.json"), System.out);
    return 0;
  }
}
