package org.reland.cli.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.reland.cli.testing.CommandRun;

/** Runs commands on bad input and holds what they say against what they should. */
final class InputCases {
  private final Check check;
  private final Path folder;
  private int count;

  InputCases(Check check, Path folder) {
    this.check = check;
    this.folder = folder;
  }

  int count() {
    return count;
  }

  Check check() {
    return check;
  }

  /** A folder for the files of a case, new and empty. */
  Path folder() throws IOException {
    return Files.createTempDirectory(folder, "case-");
  }

  /**
   * Ingests a file under some settings.
   *
   * @param name of the file; its ending tells the form
   * @param settings of section ingest, beside the file
   * @param says parts of the message
   */
  void ingest(int code, String name, byte[] content, List<String> settings, String... says)
      throws IOException {
    Path place = folder();
    Files.write(place.resolve(name), content);
    ingest(code, place, name, settings, says);
  }

  void ingest(int code, String name, String content, List<String> settings, String... says)
      throws IOException {
    ingest(code, name, content.getBytes(StandardCharsets.UTF_8), settings, says);
  }

  /** The same for a file, or none, that is in its place already. */
  void ingest(int code, Path place, String name, List<String> settings, String... says)
      throws IOException {
    Path yaml = place.resolve("run.yaml");
    Files.writeString(
        yaml,
        "run: {name: bad}\ningest: {source: %s, interactions: \"%s\"}\n"
            .formatted(source(name), name));
    List<String> words = new ArrayList<>(List.of("run", "--config", yaml.toString()));
    words.addAll(List.of("--until", "ingest", "--store", place.resolve("store").toString()));
    settings.forEach(setting -> words.addAll(List.of("--set", "ingest." + setting)));
    expect(code, words, says);
    check.that(!isCommitted(place.resolve("store")), name + ": nothing is committed");
  }

  private static String source(String name) {
    String ending = name.replaceFirst("^[^.]*\\.", "").toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "inter" -> "recbole";
      case "ratings.dat" -> "movielens";
      case "reviews.json" -> "amazon";
      default -> "table";
    };
  }

  private static boolean isCommitted(Path store) throws IOException {
    if (!Files.isDirectory(store)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(store)) {
      return files.anyMatch(file -> file.endsWith("_manifest.json"));
    }
  }

  /** A run under a configuration. */
  void configured(int code, String yaml, String... says) throws IOException {
    Path place = folder();
    configured(code, place, yaml, List.of("plan"), says);
  }

  /** Another command under a configuration, with files beside it. */
  void configured(int code, Path place, String yaml, List<String> command, String... says)
      throws IOException {
    Path file = Files.writeString(place.resolve("run.yaml"), yaml);
    List<String> words = new ArrayList<>(command);
    words.addAll(
        List.of("--config", file.toString(), "--store", place.resolve("store").toString()));
    expect(code, words, says);
  }

  /** Any command. */
  void expect(int code, List<String> words, String... says) {
    count++;
    CommandRun run = CommandRun.of(words.toArray(String[]::new));
    boolean right = run.code() == code;
    for (String part : says) {
      right &= run.err().contains(part) || run.out().contains(part);
    }
    check.that(
        right && !run.err().contains("\tat "),
        "%s: expected %d and %s; was %s".formatted(words, code, List.of(says), run));
  }
}
