package org.reland.reasoning.infer;

import java.io.IOException;
import org.reland.kit.artifact.Prompt;
import org.reland.kit.step.StepContext;

/**
 * Whatever answers a prompt: a model behind a server, a file of answers, a heuristic.
 *
 * <p>The form of a reply is what the prompt asks for. Where that is the method's two steps ({@code
 * Variant.ofTemplate(prompt.template())} says so), {@link
 * org.reland.reasoning.parse.RationaleParser} reads
 *
 * <pre>{@code
 * Step 1: You mostly choose tents, with a liking for Alp.
 *
 * Step 2:
 * Categories: Tents, Stoves, Sleeping bags
 * Products: 1. Dome tent (Alp) 2. Gas stove 3. Down bag
 * }</pre>
 *
 * <p>and much that comes near it: other labels for the items, lists over several lines, markup,
 * thoughts before the answer. A reply without categories and items counts as none. Without steps
 * ({@code prompt.variant: direct}) the whole reply is the rationale. {@code TextGeneratorContract},
 * among the tests, holds a new generator to this.
 */
public interface TextGenerator extends AutoCloseable {
  /** Makes a generator; what {@link Generators} lists. */
  @FunctionalInterface
  interface Factory {
    /**
     * A generator, ready to answer the prompts of a shard.
     *
     * @param context to read the shard's prompts, the seeds, the history and the items
     */
    TextGenerator open(InferConfig config, StepContext context) throws IOException;

    /**
     * What answers hang on besides prompt and configuration, such as the version of the model that
     * a server has at present; empty where there is nothing. Answers of another identity are not
     * taken for these. Asked for before anything is opened.
     *
     * @throws org.reland.kit.error.TemporaryException where it cannot be told at present
     */
    default String identity(InferConfig config) throws IOException {
      return "";
    }
  }

  /** Who answers, for the bill and the report: the model where there is one. */
  String name();

  /**
   * Answers one prompt. Called from as many threads at a time as {@link #concurrency} says.
   *
   * @throws org.reland.kit.error.TemporaryException where trying again later may help; what was
   *     answered before is kept
   */
  Answer answer(Prompt prompt) throws IOException, InterruptedException;

  /** How many prompts to ask at a time. */
  default int concurrency() {
    return 1;
  }

  /** Whether an answer costs so much that it is kept at once, against a kill of the process. */
  default boolean isCostly() {
    return true;
  }

  @Override
  default void close() throws IOException {}
}
