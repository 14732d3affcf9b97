package org.reland.kit.step;

import java.io.IOException;
import java.util.Set;

/**
 * One stage of the pipeline. The same code runs in the local process, in a JVM of its own and in a
 * pod; it is found by {@link java.util.ServiceLoader}.
 *
 * @param <C> the step's configuration, which it shares with nobody
 */
public interface Step<C extends Record> {
  StepSpec<C> spec();

  /**
   * What else a result hangs on besides configuration and inputs: the digest of a resource that
   * comes with the code, a model's version. Enters the key; empty where there is nothing.
   *
   * @throws org.reland.kit.error.UserError where it cannot be told
   */
  default String identity(C config) throws IOException {
    return "";
  }

  /**
   * The keys that mean nothing under this configuration, such as a setting of something that is
   * switched off. They stay out of the key, so that changing them redoes nothing.
   */
  default Set<String> unused(C config) {
    return Set.of();
  }

  /**
   * Reads the inputs, writes the outputs, says how far it is.
   *
   * @throws org.reland.kit.error.UserError for what a user can mend
   * @throws InterruptedException when the run is stopped; nothing is committed then
   */
  void run(C config, StepContext context) throws IOException, InterruptedException;
}
