package org.reland.cli.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.reland.kit.error.UsageException;
import org.reland.kit.store.Json;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;

/** {@code reland in-store}: the pod's side of a store command that was given {@code --cluster}. */
@Command(
    name = "in-store",
    hidden = true,
    mixinStandardHelpOptions = true,
    description =
        "Runs refs, rollback, get, artifacts, explain or probe, given as a JSON list of words, on a store.")
public final class InStoreCommand implements Callable<Integer> {
  private static final Map<String, Supplier<Object>> COMMANDS =
      Map.of(
          "refs", RefsCommand::new,
          "rollback", RollbackCommand::new,
          "get", GetCommand::new,
          "artifacts", ArtifactsCommand::new,
          "explain", ExplainCommand::new,
          "probe", ProbeCommand::new);

  @Parameters(paramLabel = "WORDS", description = "Such as [\"refs\", \"shop/pool\"].")
  private String words = "";

  @Option(names = "--store", required = true, paramLabel = "DIR", description = "The store.")
  private String store = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    List<String> all = new ArrayList<>();
    try {
      Json.mapper().readTree(words).forEach(word -> all.add(word.asString()));
    } catch (JacksonException e) {
      throw new UsageException("'%s' is no JSON list of words".formatted(words), e);
    }
    if (all.isEmpty() || !COMMANDS.containsKey(all.getFirst())) {
      throw new UsageException(
          "'%s': the first word must be one of %s".formatted(words, COMMANDS.keySet()));
    }
    CommandLine command = new CommandLine(COMMANDS.get(all.getFirst()).get());
    command.setExecutionExceptionHandler(spec.commandLine().getExecutionExceptionHandler());
    command.getCommandSpec().exitCodeOnInvalidInput(2);
    List<String> rest = new ArrayList<>(all.subList(1, all.size()));
    rest.addAll(List.of("--store", store));
    return command.execute(rest.toArray(String[]::new));
  }
}
