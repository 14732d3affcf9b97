package org.reland.cli.cluster;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out what Argo's executor writes into a step's log: its own lines, which bear {@code
 * argo=true}, and a last {@code Error: exit status N}. Of the latter one cannot tell that it is the
 * last before the next line comes, so it is kept back until then.
 */
final class LogFilter {
  private static final Pattern EXECUTOR =
      Pattern.compile("(?=.*\\blevel=).*(?<!\\S)argo=true(?!\\S).*|\\{.*\"argo\":true.*}");
  private static final Pattern EXIT = Pattern.compile("Error: exit status \\d+");

  private @Nullable String keptBack;

  /** What is to be printed now: none, one or two lines. */
  Optional<String> next(String line) {
    if (EXECUTOR.matcher(line).matches()) {
      return Optional.empty();
    }
    String before = keptBack;
    boolean exit = EXIT.matcher(line).matches();
    keptBack = exit ? line : null;
    if (exit) {
      return Optional.ofNullable(before);
    }
    return Optional.of(before == null ? line : before + "\n" + line);
  }
}
