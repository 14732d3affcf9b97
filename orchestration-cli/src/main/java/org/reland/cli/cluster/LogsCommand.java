package org.reland.cli.cluster;

import org.jspecify.annotations.Nullable;
import org.reland.cli.argo.ArgoApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reland logs}: what the steps of a run print. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Shows what the steps of a run on the cluster print.",
    footer = {
      "",
      "Examples:",
      "  reland logs reland-x7k2p -f                      all steps, as they come",
      "  reland logs reland-x7k2p infer                   all shards of infer, all attempts",
      "  reland logs reland-x7k2p 'infer(3:shard:3/8)'    one of them"
    })
public final class LogsCommand extends ClusterCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "Workflow.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "NODE", arity = "0..1", description = "Only this node.")
  private @Nullable String node;

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on until the run has ended.")
  private boolean follow;

  @Override
  int run(ArgoApi argo) throws InterruptedException {
    new Logs(argo, name, node, System.out).print(follow);
    return 0;
  }
}
