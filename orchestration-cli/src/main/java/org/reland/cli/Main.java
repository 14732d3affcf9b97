package org.reland.cli;

import java.util.Locale;
import org.reland.cli.cluster.ApplyCommand;
import org.reland.cli.cluster.CronCommand;
import org.reland.cli.cluster.DoctorCommand;
import org.reland.cli.cluster.LogsCommand;
import org.reland.cli.cluster.ResubmitCommand;
import org.reland.cli.cluster.ResumeCommand;
import org.reland.cli.cluster.StatusCommand;
import org.reland.cli.cluster.StopCommand;
import org.reland.cli.cluster.SubmitCommand;
import org.reland.cli.cluster.SuspendCommand;
import org.reland.cli.cluster.TerminateCommand;
import org.reland.cli.data.DataCommand;
import org.reland.cli.init.InitCommand;
import org.reland.cli.store.ArtifactsCommand;
import org.reland.cli.store.ExplainCommand;
import org.reland.cli.store.GetCommand;
import org.reland.cli.store.InStoreCommand;
import org.reland.cli.store.RefsCommand;
import org.reland.cli.store.RollbackCommand;
import org.reland.kit.error.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line. Exit codes: 0 done; 2 wrong command line; 65 bad data; 75 temporary; 78
 * configuration; 70 a defect, with its stack trace.
 */
@Command(
    name = "reland",
    mixinStandardHelpOptions = true,
    version = "reland 0.1.0",
    description = "LLM rationales for every user at the price of a few seed users.",
    subcommands = {
      InitCommand.class,
      DataCommand.class,
      RunCommand.class,
      PlanCommand.class,
      StepCommand.class,
      FinishCommand.class,
      EndCommand.class,
      RefsCommand.class,
      RollbackCommand.class,
      GetCommand.class,
      ArtifactsCommand.class,
      ExplainCommand.class,
      InStoreCommand.class,
      RenderCommand.class,
      LintCommand.class,
      ConfigCommand.class,
      CompletionCommand.class,
      SubmitCommand.class,
      ApplyCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      StopCommand.class,
      TerminateCommand.class,
      SuspendCommand.class,
      ResumeCommand.class,
      ResubmitCommand.class,
      CronCommand.class,
      DoctorCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // the messages are English: so are their numbers
    int code;
    try {
      code = commandLine().execute(args);
    } catch (Error e) { // of exceptions the command line takes care itself
      code = ExitCode.of(e, System.err);
    }
    System.exit(code);
  }

  /** The command line with all its commands. */
  public static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.setExecutionExceptionHandler(
        (failure, command, parsed) -> ExitCode.of(failure, System.err));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.getCommandSpec().exitCodeOnInvalidInput(2);
    return commandLine;
  }
}
