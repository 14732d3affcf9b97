package org.reland.kit.error;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Optional;

/**
 * How a process ends after a failure: what it says, and the code (sysexits) by which a scheduler
 * decides whether to try again. 2 command line, 65 data, 78 configuration: never; 75: later; 70: a
 * defect.
 */
public final class ExitCode {
  private static final int DEFECT = 70;

  private ExitCode() {}

  /**
   * Prints what failed, with a stack trace where it is a defect, and gives the code for it. In an
   * image of ours it is also left as the container's termination message.
   */
  public static int of(Throwable failure, PrintStream err) {
    Optional<UserError> known = userError(failure);
    if (known.isPresent()) {
      err.println("error: " + known.get().getMessage());
      TerminationMessage.leave(String.valueOf(known.get().getMessage()));
      return known.get().exitCode();
    }
    failure.printStackTrace(err);
    TerminationMessage.leave("a defect, see the log: " + failure);
    return DEFECT;
  }

  /** What a user can mend, under whatever exception it has come. */
  private static Optional<UserError> userError(Throwable failure) {
    return switch (failure) {
      case UserError e -> Optional.of(e);
      case UncheckedIOException e -> userError(e.getCause());
      case AccessDeniedException e -> Optional.of(forbidden(e.getFile(), e));
      case FileSystemException e when says(e, "read-only file system") ->
          Optional.of(forbidden(e.getFile(), e));
      case IOException e when says(e, "no space left") || says(e, "quota exceeded") ->
          Optional.of(
              new TemporaryException(
                  "the disk is full (%s). Free some space and run the same command again: what is committed is kept"
                      .formatted(e.getMessage()),
                  e));
      default -> Optional.empty();
    };
  }

  private static ConfigurationException forbidden(String what, Exception cause) {
    return new ConfigurationException(
        "no permission to use %s. Give it, or name another (--store, --data)".formatted(what),
        cause);
  }

  /** Of these the operating system tells in words only. */
  private static boolean says(IOException e, String words) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains(words);
  }
}
