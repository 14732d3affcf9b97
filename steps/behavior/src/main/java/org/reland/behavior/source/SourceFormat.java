package org.reland.behavior.source;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.reland.kit.error.BadDataException;

/**
 * What form files have, and what is in their columns where they do not say it themselves. Gzip and
 * zstd are unpacked whatever the name is.
 *
 * @param kind see {@link Kind}
 * @param encoding of text; empty: as the kind has it
 * @param separator between fields; empty: as the kind has it
 * @param columns names of the columns of text without a first line that names them; else empty
 */
public record SourceFormat(Kind kind, String encoding, String separator, List<String> columns) {
  /** Where data comes from. */
  public enum Kind {
    /** CSV, JSON lines or Parquet, by the name of the file. */
    TABLE,
    /** RecBole's atomic files. */
    RECBOLE,
    /** As GroupLens publishes it: {@code .dat} with {@code ::}, or {@code .csv}. */
    MOVIELENS,
    /** Amazon's reviews of 2014: an object a line. */
    AMAZON;

    /** By its name in a configuration. */
    public static Kind of(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }
  }

  /** What a file holds. */
  public enum Content {
    INTERACTIONS,
    ITEMS;

    /** The columns of MovieLens' files that do not name them. */
    private List<String> movieLens() {
      return switch (this) {
        case INTERACTIONS -> List.of("user_id", "item_id", "rating", "timestamp");
        case ITEMS -> List.of("item_id", "title", "genres");
      };
    }
  }

  /**
   * Opens a file.
   *
   * @throws BadDataException where there is none, or it is not of this form
   */
  public Rows open(Path path, Content content) throws IOException {
    return switch (kind) {
      case TABLE -> table(path, content);
      case RECBOLE -> AtomicRows.open(path);
      case MOVIELENS ->
          plainName(path).endsWith(".dat")
              ? SeparatedRows.open(
                  path, charset(StandardCharsets.ISO_8859_1), "::", content.movieLens())
              : table(path, content);
      case AMAZON -> JsonRows.open(path);
    };
  }

  /** Between the categories of an item, where they are in one text. */
  public String betweenCategories() {
    return switch (kind) {
      case RECBOLE -> ">";
      case TABLE, MOVIELENS, AMAZON -> "|";
    };
  }

  private Rows table(Path path, Content content) throws IOException {
    String name = plainName(path);
    if (name.endsWith(".parquet")) {
      return ParquetRows.open(path);
    }
    if (name.endsWith(".jsonl") || name.endsWith(".json") || name.endsWith(".ndjson")) {
      return JsonRows.open(path);
    }
    if (name.matches(".*\\.(csv|tsv|txt|tab|dat)")) {
      List<String> names = content == Content.INTERACTIONS ? columns : List.of();
      return DelimitedRows.open(path, charset(StandardCharsets.UTF_8), separator, names);
    }
    throw new BadDataException(
        "%s: what form it has is told by its name, which has to end in .csv, .tsv, .txt, .dat, .jsonl, .json or .parquet (and then .gz or .zst where it is compressed)"
            .formatted(path));
  }

  private Charset charset(Charset usual) {
    return encoding.isEmpty() ? usual : Charset.forName(encoding);
  }

  /** Its name without what tells the compression. */
  private static String plainName(Path path) {
    return path.getFileName()
        .toString()
        .toLowerCase(Locale.ROOT)
        .replaceFirst("\\.(gz|gzip|zst|zstd)$", "");
  }
}
