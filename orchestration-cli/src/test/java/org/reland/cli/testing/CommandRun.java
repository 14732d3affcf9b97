package org.reland.cli.testing;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.reland.cli.Main;

/** A command as the command line runs it: its exit code, and what it wrote. */
public record CommandRun(int code, String out, String err) {
  /** Runs it in this process; one at a time. */
  public static CommandRun of(String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    PrintStream before = System.out;
    PrintStream beforeErr = System.err;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      int code = Main.commandLine().execute(words);
      return new CommandRun(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(before);
      System.setErr(beforeErr);
    }
  }

  @Override
  public String toString() {
    return "exit code %d, out: %s, err: %s".formatted(code, out, err);
  }
}
