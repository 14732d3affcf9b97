package org.reland.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.reland.cli.output.JsonOption;
import org.reland.workflows.forecast.Forecast;
import org.reland.workflows.forecast.ModelDemand;
import org.reland.workflows.forecast.Price;

/** What a run would do, for scripts. */
final class ForecastMembers {
  private ForecastMembers() {}

  static Map<String, ?> of(String run, Forecast forecast, Optional<Price> price) {
    List<Object> nodes = new ArrayList<>();
    for (Forecast.Line line : forecast.lines()) {
      nodes.add(
          JsonOption.object(
              "node", line.node(),
              "step", line.step(),
              "state", line.state().word(),
              "shards", line.shards(),
              "pending", line.pending(),
              "seconds", orNull(line.seconds()),
              "after", line.after()));
    }
    return JsonOption.object(
        "run",
        run,
        "left",
        forecast.left(),
        "seconds",
        forecast.unknown() == 0 ? forecast.seconds() : null,
        "times_from",
        forecast.sources(),
        "asking",
        forecast.asking().map(asking -> members(asking, price)).orElse(null),
        "nodes",
        nodes);
  }

  private static Map<String, ?> members(ModelDemand asking, Optional<Price> price) {
    boolean known = asking.requests().isPresent() && price.isPresent();
    return JsonOption.object(
        "generator", asking.generator(),
        "asks_model", asking.asksModel(),
        "requests", orNull(asking.requests()),
        "tokens_in", orNull(asking.tokensIn()),
        "tokens_out", orNull(asking.tokensOut()),
        "basis", asking.basis(),
        "cost",
            known
                ? price.get().of(asking.tokensIn().orElseThrow(), asking.tokensOut().orElseThrow())
                : null);
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static @Nullable Long orNull(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
