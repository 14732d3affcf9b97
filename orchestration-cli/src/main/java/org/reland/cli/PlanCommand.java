package org.reland.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reland.cli.output.JsonOption;
import org.reland.kit.step.RunPlan;
import org.reland.kit.step.Steps;
import org.reland.kit.store.FileStore;
import org.reland.workflows.configuration.Configuration;
import org.reland.workflows.forecast.Forecast;
import org.reland.workflows.forecast.ModelBudget;
import org.reland.workflows.forecast.Price;
import org.reland.workflows.pipeline.CurrentResults;
import org.reland.workflows.pipeline.Pipeline;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reland plan}: what a run would do. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what a run would do: its graph, what of it is done already, how long the rest may take,",
      "and what a language model would be asked."
    },
    footer = {
      "",
      "Examples:",
      "  reland plan --config orders.yaml",
      "  reland plan --config orders.yaml --price 0.15,0.60 --budget 20",
      "",
      "With --save the run is set up, and its nodes can be run one by one:",
      "  reland plan --save --name mine",
      "  reland step ingest --run .reland/runs/mine",
      "  ...",
      "  reland finish --run .reland/runs/mine"
    })
final class PlanCommand implements Callable<Integer> {
  @Mixin private ConfigurationOptions options = new ConfigurationOptions();

  @Mixin private RhythmOption rhythm = new RhythmOption();

  @Mixin private RunPlaceOptions place = new RunPlaceOptions();

  @Option(names = "--save", description = "Writes the run's run.json, from which steps start.")
  private boolean save;

  @Option(
      names = "--price",
      paramLabel = "IN,OUT",
      description = "Of the language model, for a million tokens in and out.")
  private @Nullable String price;

  @Option(
      names = "--budget",
      paramLabel = "AMOUNT",
      description = {
        "Ends with 78, and saves nothing, where a language model would be asked for more than this,",
        "whoever answers now: '2000 requests', '2.5M tokens' or, with --price, a sum. With 65 where",
        "that is not known before the data are read."
      })
  private @Nullable String budget;

  @Mixin private JsonOption json = new JsonOption();

  @ArgGroup(heading = "%nFor schedulers:%n", exclusive = false)
  private ScheduledOptions scheduled = new ScheduledOptions();

  @Override
  public Integer call() throws IOException {
    Optional<Price> prices = Optional.ofNullable(price).map(Price::of);
    Optional<ModelBudget> most =
        Optional.ofNullable(budget).map(text -> ModelBudget.of(text, prices));
    Steps steps = Steps.installed();
    scheduled.check(options.file());
    Configuration configuration = options.load(scheduled.settings(), steps);
    FileStore store = place.store();
    var current = new CurrentResults(store, configuration.run().name(), Instant.now());
    RunPlan plan =
        Pipeline.plan(
            place.name(rhythm.name(configuration)), configuration, steps, rhythm.rhythm(), current);
    scheduled.check(plan);
    Forecast forecast =
        Forecast.of(store, plan, steps); // what an earlier run noted tells the times
    if (json.chosen()) {
      JsonOption.print(ForecastMembers.of(plan.name(), forecast, prices));
    } else {
      ForecastText.lines(forecast, prices).forEach(System.out::println);
    }
    if (most.isPresent() && forecast.asking().isPresent()) {
      most.get().check(forecast.asking().get(), prices);
    }
    if (save) {
      plan.begin(store);
    }
    return 0;
  }
}
