package org.reland.behavior.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.reland.kit.error.BadDataException;
import org.reland.kit.progress.Progress;

/**
 * Reads interactions and items from RecBole atomic files. Needed are {@code user_id} and {@code
 * item_id}; used where they are there: {@code timestamp} (else the order of the file), {@code
 * event}, {@code weight} or {@code rating}; of items {@code title}, {@code brand} and {@code
 * categories} or the names that RecBole's own data sets have for them.
 */
final class RecboleReader {
  /** Beyond this a double, in which times are sorted, does not hold every whole number. */
  private static final double LATEST = 1L << 53;

  private static final int REPORT_EVERY = 1 << 16;

  private final TimeRange range;
  private final RawData data;
  private final Progress progress;

  RecboleReader(TimeRange range, Progress progress) {
    this.range = range;
    this.data = new RawData(range);
    this.progress = progress;
  }

  RawData data() {
    return data;
  }

  RecboleReader interactions(Path path) throws IOException {
    try (AtomicFile file = AtomicFile.open(path)) {
      int user = file.required("user_id");
      int item = file.required("item_id");
      OptionalInt timestamp = file.column("timestamp");
      if (timestamp.isEmpty() && !range.equals(TimeRange.ALWAYS)) {
        throw new BadDataException(
            path
                + ": has no column timestamp, by which ingest.as_of could choose: leave as_of empty");
      }
      OptionalInt event = file.column("event");
      OptionalInt weight = file.column("weight", "rating");
      while (file.next()) {
        data.log()
            .add(
                file.id(user),
                file.id(item),
                timestamp.isPresent() ? time(file, timestamp.getAsInt()) : data.log().size(),
                event.isPresent() ? file.text(event.getAsInt()) : null,
                weight.isPresent() ? (Float) (float) file.number(weight.getAsInt()) : null);
        report(file);
      }
    }
    return this;
  }

  /** Of two rows for one item the first counts. */
  RecboleReader items(Path path) throws IOException {
    try (AtomicFile file = AtomicFile.open(path)) {
      int item = file.required("item_id");
      OptionalInt title = file.column("title", "movie_title", "name");
      OptionalInt brand = file.column("brand");
      OptionalInt categories = file.column("categories", "genre", "class");
      while (file.next()) {
        data.words()
            .putIfAbsent(
                file.id(item),
                new ItemWords(
                    textOf(file, title), textOf(file, brand), path(textOf(file, categories))));
        report(file);
      }
    }
    return this;
  }

  private static double time(AtomicFile file, int column) {
    double time = file.number(column);
    if (Math.abs(time) > LATEST) {
      throw file.bad(
          column,
          "'%s' is out of range: at most 2^53 (give seconds or milliseconds)"
              .formatted(file.text(column)));
    }
    return time;
  }

  private static String textOf(AtomicFile file, OptionalInt column) {
    return column.isPresent() ? file.text(column.getAsInt()) : "";
  }

  /** {@code A > B > C}, broadest first; a text without the sign is one category. */
  private static List<String> path(String text) {
    return Arrays.stream(text.split(">", -1))
        .map(String::strip)
        .filter(level -> !level.isEmpty())
        .toList();
  }

  private void report(AtomicFile file) {
    if (file.lines() % REPORT_EVERY == 0) {
      progress.advance(file.lines(), 0, "lines");
    }
  }
}
