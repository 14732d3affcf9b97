package org.reland.reasoning.infer;

import static org.reland.kit.artifact.Artifacts.CALLS;
import static org.reland.kit.artifact.Artifacts.HISTORY;
import static org.reland.kit.artifact.Artifacts.ITEMS;
import static org.reland.kit.artifact.Artifacts.PROMPTS;
import static org.reland.kit.artifact.Artifacts.RATIONALES;
import static org.reland.kit.artifact.Artifacts.SEEDS;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reland.kit.artifact.Prompt;
import org.reland.kit.step.Image;
import org.reland.kit.step.Step;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.StepSpec;

/** Gets the rationale of every seed user from a text generator, a shard of prompts at a time. */
public final class InferStep implements Step<InferConfig> {
  private final TextGenerator.@Nullable Factory own;

  public InferStep() {
    this(null);
  }

  /** With a generator that is not on the list, for tests. */
  InferStep(TextGenerator.@Nullable Factory own) {
    this.own = own;
  }

  @Override
  public StepSpec<InferConfig> spec() {
    return StepSpec.of("infer", 2, InferConfig.class)
        .reads(PROMPTS, SEEDS, HISTORY, ITEMS)
        .writes(RATIONALES)
        .writesProvenance(CALLS)
        .shardedBy(PROMPTS)
        .needs(512, false)
        .image(Image.REASONING)
        .build();
  }

  /** Another model, or another version of it, gives other answers. */
  @Override
  public String identity(InferConfig config) throws IOException {
    return factory(config).identity(config);
  }

  private TextGenerator.Factory factory(InferConfig config) {
    return own == null ? Generators.of(config.generator()) : own;
  }

  @Override
  public void run(InferConfig config, StepContext context)
      throws IOException, InterruptedException {
    List<Prompt> prompts = context.readShard(PROMPTS).list();
    context
        .progress()
        .plan(
            "%,d prompts, about %,d tokens in, answered by %s"
                .formatted(
                    prompts.size(),
                    prompts.stream().mapToLong(Prompt::tokens).sum(),
                    config.generator()));
    try (TextGenerator generator = factory(config).open(config, context)) {
      List<Asking.Asked> asked =
          new Asking(generator, context.work()).all(prompts, context.progress());
      Ledger ledger = new Ledger(generator.name(), context);
      for (int i = 0; i < prompts.size(); i++) {
        ledger.enter(prompts.get(i), asked.get(i));
      }
      ledger.close(config.maxFailed());
    }
  }
}
