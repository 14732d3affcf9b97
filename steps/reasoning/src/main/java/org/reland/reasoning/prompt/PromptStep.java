package org.reland.reasoning.prompt;

import static org.reland.kit.artifact.Artifacts.HISTORY;
import static org.reland.kit.artifact.Artifacts.ITEMS;
import static org.reland.kit.artifact.Artifacts.PROMPTS;
import static org.reland.kit.artifact.Artifacts.SEEDS;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.Prompt;
import org.reland.kit.artifact.Seed;
import org.reland.kit.error.BadDataException;
import org.reland.kit.step.Image;
import org.reland.kit.step.Step;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.StepSpec;
import org.reland.reasoning.text.Catalog;

/**
 * Writes a prompt for every seed user, from what the CF training part holds of it and nothing else.
 */
public final class PromptStep implements Step<PromptConfig> {
  @Override
  public StepSpec<PromptConfig> spec() {
    return StepSpec.of("prompt", 1, PromptConfig.class)
        .reads(SEEDS, HISTORY, ITEMS)
        .writes(PROMPTS)
        .needs(512, false)
        .image(Image.REASONING)
        .build();
  }

  /** The words of a bundled template are part of the code, yet they change without its version. */
  @Override
  public String identity(PromptConfig config) throws IOException {
    return Templates.of(config).digest();
  }

  @Override
  public void run(PromptConfig config, StepContext context) throws IOException {
    PromptTemplate template = Templates.of(config);
    Variant variant = Variant.of(config.variant());
    var writer = new PromptWriter(template, variant, config.condense(), config.maxTokens());
    List<Seed> seeds = context.read(SEEDS).list();
    context
        .progress()
        .plan(
            "%,d prompts of up to %d items each, template %s"
                .formatted(seeds.size(), config.maxItems(), template.label(variant)));
    Catalog catalog = Catalog.read(context.read(ITEMS));
    if (!catalog.hasWords()) {
      throw new BadDataException(
          "prompt: none of the %,d items has a title, a brand or a category, so a prompt would say nothing: set ingest.items to the file that says what the items are"
              .formatted(catalog.size()));
    }
    SeedHistories histories =
        SeedHistories.read(
            context.read(HISTORY), seeds.stream().map(Seed::user).toList(), config.maxItems());
    Totals totals = new Totals();
    for (Seed seed : seeds) {
      List<Item> history = histories.of(seed.user()).stream().map(catalog::item).toList();
      Optional<PromptWriter.Written> written = writer.write(history);
      if (written.isEmpty()) {
        totals.unusable++;
        continue;
      }
      if (totals.prompts > 0 && totals.prompts % config.promptsPerPart() == 0) {
        context.write(PROMPTS).nextPart();
      }
      PromptWriter.Written prompt = written.get();
      context
          .write(PROMPTS)
          .write(
              new Prompt(
                  seed.id(),
                  prompt.text(),
                  template.label(variant),
                  prompt.items(),
                  prompt.tokens()));
      totals.add(prompt);
      context.progress().advance(totals.prompts, seeds.size(), "prompts");
    }
    totals.report(context);
  }

  private static final class Totals {
    long prompts;
    long tokens;
    long truncated;
    long unusable;

    void add(PromptWriter.Written prompt) {
      prompts++;
      tokens += prompt.tokens();
      truncated += prompt.dropped() > 0 ? 1 : 0;
    }

    void report(StepContext context) {
      context.fact("prompts", (double) prompts);
      context.fact("tokens", (double) tokens);
      context.fact("truncated", (double) truncated);
      context.fact("unusable", (double) unusable);
      if (unusable > 0) {
        context
            .progress()
            .note(
                "%,d seeds got no prompt: no history, or no room for its newest item in max_tokens"
                    .formatted(unusable));
      }
    }
  }
}
