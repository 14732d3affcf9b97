package org.reland.reasoning.infer;

import org.reland.kit.artifact.Prompt;
import org.reland.reasoning.text.TokenEstimate;

/** What came back for a prompt. */
public sealed interface Answer {
  /**
   * A reply.
   *
   * @param attempts how often it was asked for, at least 1
   */
  record Text(String text, int tokensIn, int tokensOut, int attempts) implements Answer {}

  /**
   * None, and asking again at once does not help.
   *
   * @param reason in words, for the error message
   */
  record None(String reason, int attempts) implements Answer {}

  /** A reply at the first attempt from one who does not count tokens: they are estimated. */
  static Answer estimated(Prompt prompt, String text) {
    return new Text(text, prompt.tokens(), TokenEstimate.of(text), 1);
  }
}
