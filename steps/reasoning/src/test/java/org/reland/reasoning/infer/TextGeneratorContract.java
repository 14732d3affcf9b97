package org.reland.reasoning.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.reland.kit.artifact.Artifacts.CALLS;
import static org.reland.kit.artifact.Artifacts.RATIONALES;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.reland.kit.artifact.Prompt;
import org.reland.kit.artifact.Rationale;
import org.reland.kit.config.ConfigBinder;
import org.reland.kit.testing.StepHarness;
import org.reland.reasoning.prompt.PromptTemplate;
import org.reland.reasoning.prompt.PromptWriter;
import org.reland.reasoning.prompt.Templates;
import org.reland.reasoning.prompt.Variant;

/**
 * What every {@link TextGenerator} has to keep; the test of a generator extends this. It is opened
 * as the step opens it, by its name, on the shop of {@link InferFixture}.
 */
abstract class TextGeneratorContract {
  @TempDir Path contractFolder;

  /** Configuration keys that choose the generator, so that it can answer these prompts. */
  abstract Map<String, String> chosen(List<Prompt> prompts) throws IOException;

  /** Whether a prompt gets the same words each time; not so where a model samples. */
  boolean isRepeatable() {
    return true;
  }

  @ParameterizedTest
  @FieldSource("org.reland.reasoning.prompt.Templates#DOMAINS")
  void promptsOfEveryDomainGetRepliesThatAreUnderstood(String domain) throws Exception {
    for (Variant variant : Variant.values()) {
      List<Prompt> prompts = prompts(domain, variant);
      StepHarness harness =
          InferFixture.harness(contractFolder.resolve(variant.key()), List.of(prompts));
      harness.run(new InferStep(), chosen(prompts));
      assertEquals(
          List.of("ok", "ok"), harness.rows(RATIONALES).stream().map(Rationale::status).toList());
      assertTrue(harness.rows(CALLS).stream().allMatch(c -> c.tokensIn() > 0 && c.tokensOut() > 0));
      assertTrue(harness.rows(CALLS).stream().allMatch(call -> call.attempts() >= 1));
    }
  }

  @Test
  void itSaysWhoAnswersAndHowManyItTakesAtATime() throws Exception {
    opened(
        (generator, prompts) -> {
          assertFalse(generator.name().isBlank());
          assertTrue(generator.concurrency() >= 1);
        });
  }

  @Test
  void aPromptAskedTwiceGetsTheSameAnswer() throws Exception {
    opened(
        (generator, prompts) -> {
          for (Prompt prompt : isRepeatable() ? prompts : List.<Prompt>of()) {
            assertEquals(text(generator.answer(prompt)), text(generator.answer(prompt)));
          }
        });
  }

  @Test
  void callsFromAsManyThreadsAsItTakesDoNotMixAnswersUp() throws Exception {
    opened(
        (generator, prompts) -> {
          List<Future<Answer>> answers = new ArrayList<>();
          try (var threads = Executors.newFixedThreadPool(generator.concurrency())) {
            for (int i = 0; i < 4 * prompts.size(); i++) {
              Prompt prompt = prompts.get(i % prompts.size());
              answers.add(threads.submit(() -> generator.answer(prompt)));
            }
          }
          for (int i = 0; i < answers.size(); i++) {
            String answer = text(answers.get(i).get());
            if (isRepeatable()) {
              assertEquals(text(generator.answer(prompts.get(i % prompts.size()))), answer);
            }
          }
        });
  }

  @Test
  void anIdentityIsTheSameAsLongAsNothingChanges() throws Exception {
    Map<String, String> chosen = chosen(prompts("shop", Variant.RECOMMENDATION));
    InferConfig config = ConfigBinder.bind(InferConfig.class, "infer", chosen);
    assertEquals(new InferStep().identity(config), new InferStep().identity(config));
  }

  /** Something to check of an open generator. */
  private interface Check {
    void of(TextGenerator generator, List<Prompt> prompts)
        throws IOException, InterruptedException, ExecutionException;
  }

  private void opened(Check check) throws Exception {
    List<Prompt> prompts = prompts("shop", Variant.RECOMMENDATION);
    StepHarness harness = InferFixture.harness(contractFolder, List.of(prompts));
    harness.run(
        new InferStep(
            (config, context) -> {
              TextGenerator generator = Generators.of(config.generator()).open(config, context);
              try {
                check.of(generator, prompts);
              } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
              }
              return generator;
            }),
        chosen(prompts));
  }

  private static String text(Answer answer) {
    return assertInstanceOf(Answer.Text.class, answer).text();
  }

  /** As the step prompt writes them, for the camper and the writer. */
  private static List<Prompt> prompts(String domain, Variant variant) throws IOException {
    PromptTemplate template = Templates.bundled(domain);
    PromptWriter writer = new PromptWriter(template, variant, false, 4000);
    List<Prompt> prompts = new ArrayList<>();
    for (String id : List.of("camper", "writer")) {
      int first = id.equals("camper") ? 0 : 6;
      var written = writer.write(InferFixture.items().subList(first, first + 1)).orElseThrow();
      prompts.add(
          new Prompt(
              id, written.text(), template.label(variant), written.items(), written.tokens()));
    }
    return prompts;
  }
}
