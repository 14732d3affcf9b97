package org.reland.workflows.forecast;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import org.reland.behavior.sample.SampleConfig;
import org.reland.kit.config.ConfigBinder;
import org.reland.kit.step.NodeRunner;
import org.reland.kit.step.RunPlan;
import org.reland.kit.store.Manifest;
import org.reland.kit.text.TextLines;
import org.reland.reasoning.infer.InferConfig;

/**
 * What the generator would be asked: |S| requests, where KAR asks |U| + |I| times and SLIM |D|
 * times.
 *
 * @param generator as {@code infer.generator} has it
 * @param asksModel whether that is a language model
 * @param requests that are not answered yet; empty where |S| hangs on data that was not read yet
 * @param tokensIn of all of them
 * @param tokensOut of all of them
 * @param basis where the numbers come from, in words
 */
public record ModelDemand(
    String generator,
    boolean asksModel,
    OptionalLong requests,
    OptionalLong tokensIn,
    OptionalLong tokensOut,
    String basis) {
  /**
   * Tokens of an answer where this store has none to go by: rationales of a large language model
   * for shoppers of beauty products have 110.
   */
  private static final double USUAL_ANSWER = 150;

  /** Tokens of a request, and what is said of them. */
  private record Prompts(OptionalLong number, double tokens, String basis) {}

  static ModelDemand of(RunPlan plan, NodeRunner runner, Forecast.Line infer, PastRuns past)
      throws IOException {
    InferConfig config =
        ConfigBinder.bind(
            InferConfig.class, "infer", plan.config().getOrDefault("infer", Map.of()));
    Prompts prompts = prompts(plan, runner, past);
    double left = infer.shards() == 0 ? 1 : (double) infer.pending() / infer.shards();
    Optional<PastRuns.Mean> answers = past.answerTokens();
    double answer = answers.map(PastRuns.Mean::value).orElse(USUAL_ANSWER);
    String basis =
        prompts.basis()
            + answers
                .map(mean -> "; answers as long as in run " + mean.run())
                .orElse("; %.0f tokens an answer, an assumption".formatted(USUAL_ANSWER));
    OptionalLong requests = map(prompts.number(), n -> Math.round(n * left));
    return new ModelDemand(
        config.generator(),
        config.asksModel(),
        requests,
        map(requests, n -> Math.round(n * prompts.tokens())),
        map(requests, n -> Math.round(n * answer)),
        basis);
  }

  private static OptionalLong map(OptionalLong value, ToLongFunction<Long> function) {
    return value.isPresent()
        ? OptionalLong.of(function.applyAsLong(value.getAsLong()))
        : OptionalLong.empty();
  }

  private static Prompts prompts(RunPlan plan, NodeRunner runner, PastRuns past)
      throws IOException {
    Optional<Manifest> written = runner.manifest("prompt");
    if (written.isPresent()) {
      double number = written.get().facts().getOrDefault("prompts", 0.0);
      double tokens = written.get().facts().getOrDefault("tokens", 0.0);
      return new Prompts(
          OptionalLong.of((long) number),
          number == 0 ? 0 : tokens / number,
          "the prompts are written");
    }
    OptionalLong seeds = seeds(plan, runner);
    Optional<PastRuns.Mean> mean = past.promptTokens();
    if (mean.isPresent()) {
      return new Prompts(
          seeds, mean.get().value(), "prompts as long as in run " + mean.get().run());
    }
    Object most = plan.config().getOrDefault("prompt", Map.of()).get("max_tokens");
    return new Prompts(
        seeds,
        Double.parseDouble(String.valueOf(most)),
        "prompts of prompt.max_tokens, the longest there may be");
  }

  /** |S|. */
  private static OptionalLong seeds(RunPlan plan, NodeRunner runner) throws IOException {
    Optional<Manifest> drawn = runner.manifest("sample");
    if (drawn.isPresent()) {
      return OptionalLong.of(drawn.get().facts().getOrDefault("seeds", 0.0).longValue());
    }
    SampleConfig config =
        ConfigBinder.bind(
            SampleConfig.class, "sample", plan.config().getOrDefault("sample", Map.of()));
    if (config.strategy().equals("fixed")) {
      return OptionalLong.of(lines(Path.of(config.file())));
    }
    if (config.size() > 0) {
      return OptionalLong.of(config.size());
    }
    Optional<Manifest> ingest = runner.manifest("ingest");
    return ingest.isPresent() && ingest.get().facts().containsKey("users")
        ? OptionalLong.of(config.sizeOf(ingest.get().facts().get("users").intValue()))
        : OptionalLong.empty();
  }

  /** As the step reads it; what is wrong with a line is found there. */
  private static long lines(Path file) throws IOException {
    long filled = 0;
    try (TextLines lines = TextLines.open(file)) {
      while (lines.nextFilled() != null) {
        filled++;
      }
    }
    return filled;
  }
}
