package org.reland.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Counts what passed and what failed, and ends with the line that says so. */
final class Check {
  private int passed;
  private int failed;

  void that(boolean condition, String what) {
    if (condition) {
      passed++;
    } else {
      failed++;
      System.out.println("FAILED: " + what);
    }
  }

  /** Passes when both hold the same; else says where they differ. */
  void same(Map<String, String> expected, Map<String, String> actual, String what) {
    TreeSet<String> names = new TreeSet<>(expected.keySet());
    names.addAll(actual.keySet());
    names.removeIf(name -> Objects.equals(expected.get(name), actual.get(name)));
    that(names.isEmpty(), what + ": differs in " + names.stream().limit(5).toList());
  }

  /** A folder for the check's stores, new and empty. */
  static Path folder(String name) throws IOException {
    Path target = Path.of("orchestration-cli/target");
    Files.createDirectories(target);
    return Files.createTempDirectory(target, "check-" + name + "-").toAbsolutePath();
  }

  /** Prints the closing line and exits with 0 where nothing failed. */
  void end() {
    System.out.println(passed + " passed, " + failed + " failed");
    System.exit(failed == 0 && passed > 0 ? 0 : 1);
  }
}
