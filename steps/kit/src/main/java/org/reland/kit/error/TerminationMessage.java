package org.reland.kit.error;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The reason of a failure for whoever looks at a container and not into its log: Kubernetes takes
 * it from a file, and Argo shows it with the step and in the list of failures. Definition:
 * Kubernetes' {@code terminationMessagePath}.
 */
final class TerminationMessage {
  /** Names the file; it is set in our images. */
  static final String PROPERTY = "reland.termination-log";

  /** The messages of all failed pods have to fit into one variable of the exit handler's pod. */
  static final int LONGEST = 240;

  private TerminationMessage() {}

  /** Leaves it where there is such a file. */
  static void leave(String message) {
    @Nullable String file = System.getProperty(PROPERTY);
    if (file == null) {
      return;
    }
    String line = message.strip().replaceAll("\\s+", " ");
    String text = line.length() <= LONGEST ? line : line.substring(0, LONGEST - 4) + " ...";
    try {
      Files.write(
          Path.of(file),
          text.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      // Outside of Kubernetes there is none, and the log says it all.
    }
  }
}
