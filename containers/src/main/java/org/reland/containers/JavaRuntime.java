package org.reland.containers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.reland.kit.error.ConfigurationException;

/**
 * The Java runtime of the images, linked from the JDK that builds them. One for all, so that a node
 * stores its layer once.
 *
 * @param folder that holds {@code bin/java}
 */
record JavaRuntime(Path folder) {
  /** Modules that the images need at run time, and what for. */
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.logging", // Parquet
          "java.management", // Parquet
          "java.net.http", // the API server, language models
          "java.xml", // Hadoop's configuration, which Parquet asks
          "jdk.incubator.vector", // the kernels
          "jdk.unsupported"); // sun.misc.Unsafe: zstd-jni, aircompressor

  /**
   * Links it into an empty folder.
   *
   * @throws ConfigurationException where the JDK cannot do it
   */
  static JavaRuntime link(Path parent) throws InterruptedException {
    Path folder = parent.resolve("linked");
    if (!Files.isExecutable(Path.of(Program.jdk("jlink")))) {
      throw new ConfigurationException(
          "%s is missing: a whole JDK 25 is needed, not only a runtime"
              .formatted(Program.jdk("jlink")));
    }
    List<String> command = new ArrayList<>();
    command.add(Program.jdk("jlink"));
    command.add("--add-modules=" + String.join(",", MODULES));
    command.add("--strip-debug");
    command.add("--no-header-files");
    command.add("--no-man-pages");
    // Half the size; what is started with lies in the class-data archive anyway.
    command.add("--compress=zip-6");
    command.add("--output=" + folder);
    Program.run(command);
    return new JavaRuntime(folder);
  }

  /** As the vendor names it: {@code 25.0.3+9-LTS}. */
  static String version() {
    return System.getProperty("java.runtime.version");
  }

  static String vendor() {
    return System.getProperty("java.vendor");
  }

  /** Names of what is linked in, with the modules that these need. */
  List<String> modules() throws InterruptedException {
    String listed = Program.run(List.of(folder.resolve("bin/java").toString(), "--list-modules"));
    return Stream.of(listed.split("\\R")).map(line -> line.split("@", 2)[0]).sorted().toList();
  }
}
