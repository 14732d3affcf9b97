package org.reland.cli.init;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.reland.behavior.source.KnownColumns;
import org.reland.behavior.source.SourceFormat.Kind;
import org.reland.kit.error.BadDataException;
import org.reland.kit.text.TextLines;

/** What is to be known of the files that were named on the command line. */
final class Chosen {
  private Chosen() {}

  /** The first of them; names may hold {@code *} and {@code ?}. */
  static Path first(List<String> names) throws IOException {
    Path path = Path.of(names.getFirst());
    if (!names.getFirst().matches(".*[*?].*")) {
      return path;
    }
    Path folder = path.toAbsolutePath().getParent();
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(folder, path.getFileName().toString())) {
        files.forEach(found::add);
      }
    }
    return found.stream()
        .sorted()
        .findFirst()
        .orElseThrow(() -> new BadDataException(names.getFirst() + ": there is no such file"));
  }

  /** What they are, by their names and the first line of the first. */
  static Kind kind(Path first) throws IOException {
    String name = first.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".inter")) {
      return Kind.RECBOLE;
    }
    if (name.contains(".parquet")) {
      return Kind.TABLE;
    }
    try (TextLines lines = TextLines.open(first)) {
      @Nullable String line = lines.nextFilled();
      if (line != null && line.contains("::") && name.contains(".dat")) {
        return Kind.MOVIELENS;
      }
      return line != null && line.contains("\"reviewerID\"") ? Kind.AMAZON : Kind.TABLE;
    }
  }

  /** A name for a run: the file's up to its first dot, as far as it can be one. */
  static String name(Path first) {
    String name =
        first.getFileName().toString().replaceFirst("\\..*$", "").replaceAll("[^-a-zA-Z0-9]+", "-");
    String clean = name.replaceAll("^-+|-+$", "");
    return clean.isEmpty() ? "own" : clean;
  }

  /** Their paths as seen from the folder where the configuration will lie. */
  static List<String> beside(Path folder, List<String> names) {
    return names.stream()
        .map(
            name ->
                folder
                    .toAbsolutePath()
                    .normalize()
                    .relativize(Path.of(name).toAbsolutePath().normalize())
                    .toString())
        .toList();
  }

  /** What a column is called in options and settings. */
  static String word(KnownColumns what) {
    return what.name().toLowerCase(Locale.ROOT);
  }
}
