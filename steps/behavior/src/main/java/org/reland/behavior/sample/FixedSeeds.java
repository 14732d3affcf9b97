package org.reland.behavior.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reland.kit.error.BadDataException;
import org.reland.kit.store.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

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
    Map<String, Integer> lineOf = new HashMap<>();
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        Named named = parse(line.strip(), file + ":" + number);
        @Nullable Integer before = lineOf.putIfAbsent(named.id(), number);
        if (before != null) {
          throw new BadDataException(
              "%s:%d: user %s is in line %d already: every seed user once"
                  .formatted(file, number, named.id(), before));
        }
        seeds.add(named);
      }
    } catch (CharacterCodingException e) {
      throw new BadDataException(file + ": is not UTF-8, after line " + number, e);
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
    try {
      JsonNode node = Json.mapper().readTree(line);
      JsonNode id = node.path("user_id");
      if (!id.isString() && !id.isNumber()) {
        throw new BadDataException(place + ": there is no user_id in this JSON object");
      }
      return new Named(id.asString(), node.path("strategy").asString(UNKNOWN_STRATEGY));
    } catch (JacksonException e) {
      throw new BadDataException(place + ": is not a JSON object: " + e.getOriginalMessage(), e);
    }
  }
}
