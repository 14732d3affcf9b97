package org.reland.reasoning.infer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Call;
import org.reland.kit.artifact.Prompt;
import org.reland.kit.artifact.Rationale;
import org.reland.kit.error.BadDataException;
import org.reland.kit.step.StepContext;
import org.reland.reasoning.parse.Parsed;
import org.reland.reasoning.parse.RationaleParser;
import org.reland.reasoning.prompt.Variant;

/** Writes answers down as rationales and calls, and keeps the sums. */
final class Ledger {
  private static final int NAMED = 5;

  private final String generator;
  private final StepContext context;
  private final List<String> failures = new ArrayList<>();
  private long asked;
  private long ok;
  private long partial;
  private long failed;
  private long tokensIn;
  private long tokensOut;

  Ledger(String generator, StepContext context) {
    this.generator = generator;
    this.context = context;
  }

  void enter(Prompt prompt, Asking.Asked entry) throws IOException {
    asked++;
    switch (entry.answer()) {
      case Answer.Text answer -> {
        call(prompt, answer.tokensIn(), answer.tokensOut(), entry.seconds(), answer.attempts());
        rationale(prompt.id(), parsed(prompt, answer), answer.text());
      }
      case Answer.None none -> {
        call(prompt, 0, 0, entry.seconds(), none.attempts());
        rationale(prompt.id(), new Parsed.Failed(none.reason()), "");
      }
    }
  }

  /** What is understood of an answer, by the form that its prompt asked for. */
  static Parsed parsed(Prompt prompt, Answer.Text answer) {
    return switch (Variant.ofTemplate(prompt.template())) {
      case RECOMMENDATION -> RationaleParser.parse(answer.text());
      case DIRECT -> RationaleParser.parseWhole(answer.text());
    };
  }

  private void call(Prompt prompt, int in, int out, double seconds, int attempts)
      throws IOException {
    tokensIn += in;
    tokensOut += out;
    context
        .write(Artifacts.CALLS)
        .write(new Call(prompt.id(), generator, in, out, seconds, attempts));
  }

  private void rationale(String id, Parsed parsed, String text) throws IOException {
    Rationale row =
        switch (parsed) {
          case Parsed.Ok(var preference, var categories, var items, var step2) -> {
            ok++;
            yield new Rationale(id, parsed.status(), preference, categories, items, step2, text);
          }
          case Parsed.Partial(
                  var preference,
                  var categories,
                  var items,
                  var step2,
                  var missing) -> {
            partial++;
            yield new Rationale(id, parsed.status(), preference, categories, items, step2, text);
          }
          case Parsed.Failed(var reason) -> {
            failed++;
            failures.add(id + " (" + reason + ")");
            yield new Rationale(id, parsed.status(), "", List.of(), List.of(), "", text);
          }
        };
    context.write(Artifacts.RATIONALES).write(row);
  }

  /**
   * Ends the shard.
   *
   * @throws BadDataException where more failed than may
   */
  void close(double maxFailed) {
    if (failed > maxFailed * asked) {
      throw new BadDataException(
          "infer: %,d of %,d prompts got no usable answer from %s, allowed is a part of %s (infer.max_failed): %s%s. Mend the answers, or allow more."
              .formatted(
                  failed,
                  asked,
                  generator,
                  maxFailed,
                  String.join("; ", failures.subList(0, Math.min(NAMED, failures.size()))),
                  failures.size() > NAMED ? " ..." : ""));
    }
    context.fact("asked", (double) asked);
    context.fact("ok", (double) ok);
    context.fact("partial", (double) partial);
    context.fact("failed", (double) failed);
    context.fact("tokens_in", (double) tokensIn);
    context.fact("tokens_out", (double) tokensOut);
  }
}
