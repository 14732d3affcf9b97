package org.reland.containers;

import java.util.ArrayList;
import java.util.List;

/**
 * The main program of an image and the file of arguments that starts it: {@code
 * java @/opt/reland/step NODE ...}. Who writes a pod need not know flags, class path or main class.
 */
enum Launcher {
  STEP("step", "org.reland.kit.step.StepMain"),
  CLI("cli", "org.reland.cli.Main");

  /** Where all of ours lies in an image. */
  static final String HOME = "/opt/reland";

  private static final List<String> FLAGS =
      List.of(
          "--add-modules=jdk.incubator.vector",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-XX:+UseParallelGC",
          "-XX:+ExitOnOutOfMemoryError",
          // Else every start writes a file of statistics that nobody reads.
          "-XX:-UsePerfData",
          "-XX:MaxRAMPercentage=70",
          "-Dreland.termination-log=/dev/termination-log");

  private final String file;
  private final String main;

  Launcher(String file, String main) {
    this.file = file;
    this.main = main;
  }

  /** The argument file, as a path in the image. */
  String path() {
    return HOME + "/" + file;
  }

  /** The class-data archive, as a path in the image. */
  String archive() {
    return path() + ".jsa";
  }

  String main() {
    return main;
  }

  /**
   * The arguments up to the class path.
   *
   * @param root what stands before the paths: nothing in the image, a folder while it is built
   * @param jars of the class path, in their order, as paths in the image; a wildcard would follow
   *     the order of the directory, which the class-data archive does not bear
   */
  static List<String> arguments(String root, List<String> jars, List<String> properties) {
    List<String> arguments = new ArrayList<>(FLAGS);
    arguments.add("-Dreland.home=" + root + HOME);
    for (String property : properties) {
      arguments.add("-D" + property.replace(HOME, root + HOME));
    }
    arguments.add("-cp");
    arguments.add(String.join(":", jars.stream().map(jar -> root + jar).toList()));
    return arguments;
  }
}
