package org.reland.reasoning.infer;

import java.io.IOException;
import org.reland.kit.artifact.Prompt;

/** Whatever answers a prompt: a model behind a server, a file of answers, a heuristic. */
public interface TextGenerator extends AutoCloseable {
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
