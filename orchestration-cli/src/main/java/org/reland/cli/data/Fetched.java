package org.reland.cli.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.reland.kit.error.BadDataException;
import org.reland.kit.store.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/** The digests of the files that were fetched into a folder: {@code fetched.json} beside them. */
final class Fetched {
  private static final String FILE = "fetched.json";

  private final Path folder;
  private final Map<String, Entry> entries;

  /**
   * One file.
   *
   * @param url that it came from; empty for one that was found there
   */
  record Entry(String url, long bytes, String sha256) {}

  private Fetched(Path folder, Map<String, Entry> entries) {
    this.folder = folder;
    this.entries = entries;
  }

  /**
   * Reads what is noted in a folder.
   *
   * @throws BadDataException where the note is damaged
   */
  static Fetched in(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return new Fetched(folder, new TreeMap<>());
    }
    try {
      return new Fetched(
          folder,
          Json.mapper()
              .readValue(Files.readAllBytes(file), new TypeReference<TreeMap<String, Entry>>() {}));
    } catch (JacksonException e) {
      throw new BadDataException(
          "%s: is damaged (%s). Remove it: the files beside it are then looked at anew"
              .formatted(file, e.getOriginalMessage()),
          e);
    }
  }

  Optional<String> digest(String name) {
    return Optional.ofNullable(entries.get(name)).map(Entry::sha256);
  }

  void note(String name, Entry entry) throws IOException {
    entries.put(name, entry);
    Path written = Files.write(folder.resolve("." + FILE + ".part"), Json.bytes(entries));
    Files.move(written, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }
}
