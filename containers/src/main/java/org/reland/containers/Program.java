package org.reland.containers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.reland.kit.error.ConfigurationException;

/**
 * Programs of the machine, run to their end. They see an environment of our own, so that neither
 * the locale nor the time zone of whoever builds can change what comes out.
 */
final class Program {
  private Program() {}

  /** A tool of the JDK that this program runs on. */
  static String jdk(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool).toString();
  }

  /**
   * Runs it and waits.
   *
   * @return all that it printed
   * @throws ConfigurationException where it is missing or fails, with what it printed
   */
  static String run(List<String> command) throws InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    var environment = new TreeMap<>(Map.of("LC_ALL", "C.UTF-8", "TZ", "UTC"));
    // Where the programs are, and whose engine and checkout they speak to.
    for (String kept : List.of("PATH", "HOME", "DOCKER_HOST", "DOCKER_CONFIG", "DOCKER_CONTEXT")) {
      String value = System.getenv(kept);
      if (value != null) {
        environment.put(kept, value);
      }
    }
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int code = process.waitFor();
      if (code != 0) {
        throw new ConfigurationException(
            "%s ended with %d:%n%s".formatted(String.join(" ", command), code, output));
      }
      return output;
    } catch (IOException e) {
      throw new ConfigurationException(
          "%s cannot be run: %s".formatted(command.getFirst(), e.getMessage()), e);
    }
  }
}
