package org.reland.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.reland.cli.status.Columns;
import org.reland.cli.status.Times;
import org.reland.workflows.forecast.Forecast;
import org.reland.workflows.forecast.Forecast.State;
import org.reland.workflows.forecast.ModelDemand;
import org.reland.workflows.forecast.Price;

/** What a run would do, for people. */
final class ForecastText {
  private ForecastText() {}

  static List<String> lines(Forecast forecast, Optional<Price> price) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("NODE", "STATE", "SHARDS", "TIME", "AFTER"));
    for (Forecast.Line line : forecast.lines()) {
      cells.add(
          List.of(
              line.node(),
              line.state().word(),
              shards(line),
              time(line),
              String.join(", ", line.after())));
    }
    List<String> lines = new ArrayList<>(Columns.align(cells));
    lines.add("");
    lines.add(total(forecast));
    forecast.asking().ifPresent(asking -> lines.addAll(asking(asking, price)));
    return lines;
  }

  private static String shards(Forecast.Line line) {
    return line.state() == State.TO_DO ? line.pending() + " of " + line.shards() : "";
  }

  private static String time(Forecast.Line line) {
    if (line.state() == State.DONE || line.state() == State.TAKEN) {
      return "";
    }
    return line.seconds().isEmpty() ? "?" : about(line.seconds().getAsDouble());
  }

  private static String about(double seconds) {
    return seconds < 10
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : Times.of(Duration.ofMillis(Math.round(seconds * 1000)));
  }

  private static String total(Forecast forecast) {
    if (forecast.left() == 0) {
      return "all of it is done";
    }
    String left = "%d of %d to do".formatted(forecast.left(), forecast.lines().size());
    if (forecast.sources().isEmpty()) {
      return left + "; how long that takes is not known before something like it was done once";
    }
    String unknown =
        forecast.unknown() == 0 ? "" : ", and %d of unknown time".formatted(forecast.unknown());
    return "%s, about %s one after the other%s (as in run %s)"
        .formatted(left, about(forecast.seconds()), unknown, String.join(", ", forecast.sources()));
  }

  private static List<String> asking(ModelDemand asking, Optional<Price> price) {
    String who =
        asking.asksModel()
            ? "infer asks " + asking.generator()
            : "infer would ask a language model (%s is none, and costs nothing)"
                .formatted(asking.generator());
    if (asking.requests().isEmpty()) {
      return List.of(
          who
              + ": how often is known once the data are read (--until sample), or with sample.size");
    }
    long in = asking.tokensIn().orElseThrow();
    long out = asking.tokensOut().orElseThrow();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %,d requests, about %,d tokens in and %,d out"
            .formatted(who, asking.requests().getAsLong(), in, out));
    lines.add("  by: " + asking.basis());
    price.ifPresent(
        prices ->
            lines.add(
                "  at %s and %s for a million tokens in and out: %s"
                    .formatted(prices.in(), prices.out(), Price.shown(prices.of(in, out)))));
    return lines;
  }
}
