package org.reland.behavior.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reland.kit.error.BadDataException;
import org.reland.kit.text.JsonLine;
import org.reland.kit.text.TextLines;

/**
 * Seed users named in a file, in its order: JSON Lines with {@code user_id}, such as recorded
 * rationales have it, or a raw user id a line.
 */
final class FixedSeeds {
  /** A user named, by its raw id, and by what strategy it was drawn once. */
  record Named(String id, String strategy) {}

  private static final String UNKNOWN_STRATEGY = "fixed";

  private FixedSeeds() {}

  /**
   * Reads the file.
   *
   * @throws BadDataException where a line is not as above, a user comes twice, or there is none
   */
  static List<Named> read(Path file) throws IOException {
    List<Named> seeds = new ArrayList<>();
    Map<String, Long> lineOf = new HashMap<>();
    try (TextLines lines = TextLines.open(file)) {
      for (String line = lines.nextFilled(); line != null; line = lines.nextFilled()) {
        Named named = parse(line.strip(), lines.place());
        @Nullable Long before = lineOf.putIfAbsent(named.id(), lines.number());
        if (before != null) {
          throw new BadDataException(
              "%s: user %s is in line %d already: every seed user once"
                  .formatted(lines.place(), named.id(), before));
        }
        seeds.add(named);
      }
    }
    if (seeds.isEmpty()) {
      throw new BadDataException(file + ": names no seed user");
    }
    return seeds;
  }

  private static Named parse(String line, String place) {
    if (!line.startsWith("{")) {
      return new Named(line, UNKNOWN_STRATEGY);
    }
    JsonLine json = JsonLine.parse(line, place);
    return new Named(json.text("user_id"), json.text("strategy", UNKNOWN_STRATEGY));
  }
}
