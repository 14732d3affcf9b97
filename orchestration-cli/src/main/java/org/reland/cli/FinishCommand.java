package org.reland.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.reland.kit.step.Steps;
import org.reland.kit.step.StoredRun;
import org.reland.workflows.local.RunEnd;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code reland finish}: the end of a run whose nodes ran in processes of their own. */
@Command(
    name = "finish",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the summary and the report of a run whose nodes were run one by one, and points the",
      "lasting names (encoder, pool, matches) at its results. Fails where a node is not done."
    })
final class FinishCommand implements Callable<Integer> {
  @Mixin private RunFolderOption run = new RunFolderOption();

  @Override
  public Integer call() throws IOException {
    StoredRun stored = StoredRun.open(run.folder());
    RunEnd.write(stored, Steps.installed());
    ResultTable.print(stored.folder().resolve("summary.json"), System.out);
    return 0;
  }
}
