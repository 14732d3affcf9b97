package org.reland.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reland.cli.end.RunOutcome;
import org.reland.cli.end.Webhook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reland end}: what a scheduler calls when a run has come to an end, whichever. */
@Command(
    name = "end",
    mixinStandardHelpOptions = true,
    description = {
      "Notes in the run's folder how the run ended (end.json), and posts the same to a webhook.",
      "Never fails because of either: a run must not turn bad by what is told of it."
    },
    footer = {
      "",
      "Environment:",
      "  RELAND_FAILURES      Argo's {{workflow.failures}}; optional",
      "  RELAND_WEBHOOK_URL   where to post; optional. The body has a member text, as chats want it."
    })
final class EndCommand implements Callable<Integer> {
  @Mixin private RunFolderOption run = new RunFolderOption();

  @Option(
      names = "--status",
      required = true,
      description = "How it ended: Succeeded, Failed or Error.")
  private String status = "";

  @Option(
      names = "--webhook",
      description = "Somebody is to be told: says so where RELAND_WEBHOOK_URL is missing.")
  private boolean webhook;

  @Override
  public Integer call() {
    Path folder = Path.of(run.folder());
    @Nullable String failures = System.getenv("RELAND_FAILURES");
    RunOutcome outcome =
        RunOutcome.of(
            folder.getFileName().toString(), status, failures == null ? "" : failures, folder);
    System.out.println(outcome.text());
    @Nullable String url = System.getenv("RELAND_WEBHOOK_URL");
    if (url != null && !url.isBlank()) {
      Webhook.post(url.strip(), outcome, System.err);
    } else if (webhook) {
      System.err.println(
          "webhook: RELAND_WEBHOOK_URL is empty, so nobody was told: the secret that argo.webhook_secret names, or its key webhook-url, is missing");
    }
    if (Files.isDirectory(folder)) { // not there where even the planning failed
      try {
        outcome.save(folder);
      } catch (IOException e) { // the store may be why the run failed
        System.err.println("the end is not noted in " + folder + ": " + e);
      }
    }
    return 0;
  }
}
