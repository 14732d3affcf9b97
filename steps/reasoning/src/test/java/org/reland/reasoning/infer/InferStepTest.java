package org.reland.reasoning.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.reland.kit.artifact.Artifacts.CALLS;
import static org.reland.kit.artifact.Artifacts.PROMPTS;
import static org.reland.kit.artifact.Artifacts.RATIONALES;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.artifact.Call;
import org.reland.kit.artifact.Prompt;
import org.reland.kit.artifact.Rationale;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.error.TemporaryException;
import org.reland.kit.step.StepContext;
import org.reland.kit.store.Manifest;
import org.reland.kit.testing.StepHarness;

final class InferStepTest {
  @TempDir Path folder;

  private static List<Prompt> prompts(int count) {
    return IntStream.range(0, count).mapToObj(i -> InferFixture.prompt("u" + i)).toList();
  }

  /** Notes whom it was asked about; its server goes away after some answers. */
  private static final class Flaky implements TextGenerator {
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    int left;

    Flaky(int left) {
      this.left = left;
    }

    @Override
    public String name() {
      return "flaky";
    }

    @Override
    public Answer answer(Prompt prompt) {
      if (left-- == 0) {
        throw new TemporaryException("the server is gone");
      }
      asked.add(prompt.id());
      return new Answer.Text(InferFixture.REPLY, 11, 5, 2);
    }
  }

  @Test
  void whatWasAnsweredBeforeAKillIsNotAskedAgain() {
    StepHarness harness = InferFixture.harness(folder, List.of(prompts(10)));
    Flaky generator = new Flaky(6);
    InferStep step = new InferStep((config, context) -> generator);
    assertThrows(TemporaryException.class, () -> harness.run(step, Map.of()));
    assertEquals(6, generator.asked.size(), "nobody is asked after a failure");
    generator.left = -1;
    Manifest manifest = harness.run(step, Map.of());
    assertEquals(prompts(10).stream().map(Prompt::id).toList(), generator.asked);
    assertEquals(10, manifest.facts().get("ok"));
    assertEquals(110, manifest.facts().get("tokens_in"));
    assertEquals(50, manifest.facts().get("tokens_out"));
    Call call = harness.rows(CALLS).getFirst();
    assertEquals("flaky", call.generator());
    assertEquals(2, call.attempts());
  }

  @Test
  void answersThatCannotBeUsedAreAskedForAgainAndTheOthersAreKept() {
    StepHarness harness = InferFixture.harness(folder, List.of(prompts(4)));
    List<String> asked = new ArrayList<>();
    Set<String> mumbled = new HashSet<>(Set.of("u1", "u3"));
    TextGenerator mumbling =
        new TextGenerator() {
          @Override
          public String name() {
            return "mumbling";
          }

          @Override
          public Answer answer(Prompt prompt) {
            asked.add(prompt.id());
            return Answer.estimated(
                prompt, mumbled.remove(prompt.id()) ? "Well." : InferFixture.REPLY);
          }
        };
    InferStep step = new InferStep((config, context) -> mumbling);
    assertThrows(BadDataException.class, () -> harness.run(step, Map.of()));
    assertEquals(4, harness.run(step, Map.of()).facts().get("ok"));
    assertEquals(List.of("u0", "u1", "u2", "u3", "u1", "u3"), asked);
  }

  @Test
  void anotherVersionOfTheModelIsAnotherKeyAndAnotherSeedIsNot() {
    String key = identified("model@1", 1);
    assertEquals(key, identified("model@1", 2));
    assertNotEquals(key, identified("model@2", 1));
  }

  private String identified(String identity, long seed) {
    TextGenerator.Factory factory =
        new TextGenerator.Factory() {
          @Override
          public TextGenerator open(InferConfig config, StepContext context) {
            return new Flaky(-1);
          }

          @Override
          public String identity(InferConfig config) {
            return identity;
          }
        };
    return InferFixture.harness(folder, List.of(prompts(1)), seed)
        .run(new InferStep(factory), Map.of())
        .key();
  }

  @Test
  void anotherPromptIsAskedForAnew() {
    StepHarness harness = InferFixture.harness(folder, List.of(prompts(3)));
    Flaky generator = new Flaky(2);
    InferStep step = new InferStep((config, context) -> generator);
    assertThrows(TemporaryException.class, () -> harness.run(step, Map.of()));
    harness.given(
        PROMPTS, List.of(new Prompt("u0", "Something else?", "shop/recommendation@1", 1, 3)));
    generator.left = -1;
    harness.run(step, Map.of());
    assertEquals(List.of("u0", "u1", "u0"), generator.asked);
  }

  @Test
  void answersComeSideBySideAndAreWrittenInTheOrderOfThePrompts() {
    StepHarness harness = InferFixture.harness(folder, List.of(prompts(12)));
    // Nobody gets through alone: the test hangs unless four are asked at a time.
    CyclicBarrier barrier = new CyclicBarrier(4);
    TextGenerator together =
        new TextGenerator() {
          @Override
          public String name() {
            return "together";
          }

          @Override
          public int concurrency() {
            return 4;
          }

          @Override
          public Answer answer(Prompt prompt) throws InterruptedException {
            try {
              barrier.await();
            } catch (BrokenBarrierException e) {
              throw new IllegalStateException(e);
            }
            return Answer.estimated(prompt, InferFixture.REPLY.replace("X", prompt.id()));
          }
        };
    harness.run(new InferStep((config, context) -> together), Map.of());
    List<Rationale> rows = harness.rows(RATIONALES);
    for (int i = 0; i < rows.size(); i++) {
      assertEquals("You like u%d.".formatted(i), rows.get(i).preference());
    }
    assertEquals(12, rows.size());
  }

  @Test
  void aPromptWithoutStepsIsAnsweredWhole() {
    Prompt direct = new Prompt("u0", "What next?", "shop/direct@0", 1, 3);
    StepHarness harness = InferFixture.harness(folder, List.of(List.of(direct)));
    TextGenerator plain =
        new TextGenerator() {
          @Override
          public String name() {
            return "plain";
          }

          @Override
          public Answer answer(Prompt prompt) {
            return Answer.estimated(prompt, "Try a stove.");
          }
        };
    harness.run(new InferStep((config, context) -> plain), Map.of());
    Rationale row = harness.rows(RATIONALES).getFirst();
    assertEquals("ok", row.status());
    assertEquals("Try a stove.", row.step2());
  }

  @Test
  void anUnknownGeneratorIsNamedWithThoseThereAre() {
    StepHarness harness = InferFixture.harness(folder, List.of(prompts(1)));
    var error =
        assertThrows(
            ConfigurationException.class,
            () -> harness.run(new InferStep(), Map.of("generator", "ofline")));
    assertTrue(error.getMessage().contains("did you mean offline?"), error.getMessage());
  }
}
