package org.reland.cli.output;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reland.kit.store.Json;
import picocli.CommandLine.Option;

/** The option of scripts: one JSON object a line on standard output, and nothing else there. */
public final class JsonOption {
  @Option(names = "--json", description = "For scripts: one JSON object a line.")
  private boolean json;

  public boolean chosen() {
    return json;
  }

  /** For a command that is carried out somewhere else. */
  public @Nullable String word() {
    return json ? "--json" : null;
  }

  /**
   * Takes what a command has printed that was carried out somewhere else, where both its outputs
   * are one: with the option, what is no object goes to standard error.
   */
  public void relay(String line) {
    if (json && !line.startsWith("{")) {
      System.err.println(line);
    } else {
      System.out.println(line);
    }
  }

  /** Prints a line. */
  public static void print(Object object) {
    System.out.println(Json.line(object));
  }

  /**
   * An object; it is printed with its members in the order of their names.
   *
   * @param members names and values in turn; a value may be null
   */
  public static Map<String, @Nullable Object> object(@Nullable Object... members) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < members.length; i += 2) {
      object.put(String.valueOf(members[i]), members[i + 1]);
    }
    return object;
  }
}
