package org.reland.cli.cluster;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reland.cli.argo.ArgoApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reland resume}. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = "Lets a run that is held go on, or answers a step that waits for somebody.",
    footer = {
      "",
      "Examples:",
      "  reland resume reland-x7k2p",
      "  reland resume reland-x7k2p --node approval --message 'looked at the report'",
      "  reland resume reland-x7k2p --node approval --refuse"
    })
public final class ResumeCommand extends ControlCommand {
  @Option(names = "--node", description = "A step that waits for an answer.")
  private @Nullable String node;

  @Option(names = "--refuse", description = "With --node: lets it fail.")
  private boolean refuse;

  @Option(names = "--message", description = "With --node: kept beside it.")
  private @Nullable String message;

  @Option(
      names = "--output",
      paramLabel = "NAME=VALUE",
      description = "With --node: value of an output parameter; may be repeated.")
  private Map<String, String> outputs = new LinkedHashMap<>();

  @Override
  String control(ArgoApi argo, String name) {
    return new Resumption(argo, name).resume(node, refuse, message, outputs);
  }
}
