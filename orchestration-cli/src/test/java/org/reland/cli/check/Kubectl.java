package org.reland.cli.check;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * kubectl, on the cluster that the environment variable KUBECONFIG names; the variable KUBECTL says
 * where it is, where it is not on the PATH.
 */
final class Kubectl {
  private final String program;

  Kubectl() {
    String given = System.getenv("KUBECTL");
    this.program = given == null || given.isBlank() ? "kubectl" : given;
  }

  /** What came of a command. */
  record Result(int exit, String out, String err) {
    boolean ok() {
      return exit == 0;
    }
  }

  Result run(String... arguments) throws IOException, InterruptedException {
    return runWith("", arguments);
  }

  /** The same with a standard input. */
  Result runWith(String input, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile("kubectl", ".out");
    Path err = Files.createTempFile("kubectl", ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      try (OutputStream stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      return new Result(process.waitFor(), Files.readString(out), Files.readString(err).strip());
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** One list of arguments out of several. */
  static String[] words(List<List<String>> lists) {
    return lists.stream().flatMap(List::stream).toArray(String[]::new);
  }
}
