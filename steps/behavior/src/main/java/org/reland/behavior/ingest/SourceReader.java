package org.reland.behavior.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.reland.behavior.source.Columns;
import org.reland.behavior.source.Fields;
import org.reland.behavior.source.KnownColumns;
import org.reland.behavior.source.Rows;
import org.reland.behavior.source.SourceFormat;
import org.reland.behavior.source.SourceFormat.Content;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.BadRowException;
import org.reland.kit.progress.Progress;

/**
 * Reads interactions and items from files of others. Needed are a user and an item; a time (else
 * the order of the files), an event and a weight are used where they are there, and of items a
 * title, a brand and categories.
 */
final class SourceReader {
  private static final int REPORT_EVERY = 1 << 16;

  private final IngestConfig config;
  private final SourceFormat format;
  private final RawData data;
  private final Progress progress;
  private final Set<String> events;

  SourceReader(IngestConfig config, Progress progress) {
    this.config = config;
    this.format = config.format();
    this.data = new RawData(config.range());
    this.progress = progress;
    this.events = Set.copyOf(config.events());
  }

  RawData read() throws IOException {
    for (String file : config.interactions()) {
      interactions(Path.of(file));
    }
    data.losses().interactionsEnd();
    for (String file : config.items()) {
      items(Path.of(file));
    }
    return data;
  }

  private void interactions(Path path) throws IOException {
    try (Rows rows = format.open(path, Content.INTERACTIONS)) {
      Columns columns = new Columns(rows, path.toString(), config.namedColumns());
      int user = columns.required(KnownColumns.USER);
      int item = columns.required(KnownColumns.ITEM);
      OptionalInt time = columns.optional(KnownColumns.TIME);
      if (time.isEmpty()
          && !(config.range().equals(TimeRange.ALWAYS) && config.windowDays() == 0)) {
        throw new BadDataException(
            path
                + ": has no column of times, by which ingest.as_of and ingest.window_days could choose: name it in ingest.time_column, or leave these empty");
      }
      OptionalInt event = columns.optional(KnownColumns.EVENT);
      if (event.isEmpty() && !events.isEmpty()) {
        throw new BadDataException(
            path
                + ": has no column of events, by which ingest.events could choose: name it in ingest.event_column, or leave events empty");
      }
      OptionalInt weight = columns.optional(KnownColumns.WEIGHT);
      columns.use();
      progress.note(path.getFileName() + ": " + columns.inWords());
      var fields = new Fields(rows, config.times().orElse(null));
      while (next(rows)) {
        try {
          String what = event.isPresent() ? rows.text(event.getAsInt()) : "";
          if (!events.isEmpty() && !events.contains(what)) {
            data.losses().otherEvent(what);
            continue;
          }
          data.log()
              .add(
                  fields.id(user),
                  fields.id(item),
                  time.isPresent() ? fields.time(time.getAsInt()) : data.log().size(),
                  what.isEmpty() ? null : what,
                  weight.isPresent() ? fields.number(weight.getAsInt()) : null);
        } catch (BadRowException e) {
          passOver(e);
        }
      }
    }
  }

  /** Of two rows for one item the first counts. */
  private void items(Path path) throws IOException {
    try (Rows rows = format.open(path, Content.ITEMS)) {
      Columns columns = new Columns(rows, path.toString(), config.namedColumns());
      int item = columns.required(KnownColumns.ITEM);
      OptionalInt title = columns.optional(KnownColumns.TITLE);
      OptionalInt brand = columns.optional(KnownColumns.BRAND);
      OptionalInt categories = columns.optional(KnownColumns.CATEGORIES);
      columns.use();
      progress.note(path.getFileName() + ": " + columns.inWords());
      var fields = new Fields(rows, null);
      while (next(rows)) {
        try {
          ItemWords words =
              new ItemWords(textOf(rows, title), textOf(rows, brand), textsOf(rows, categories));
          if (data.words().putIfAbsent(fields.id(item), words) != null) {
            data.losses().itemTwice();
          }
        } catch (BadRowException e) {
          passOver(e);
        }
      }
    }
  }

  /** Goes to the next row that is one. */
  private boolean next(Rows rows) throws IOException {
    while (true) {
      try {
        boolean more = rows.next();
        if (more && data.losses().countRow() % REPORT_EVERY == 0) {
          progress.advance(data.losses().rows(), 0, "rows");
        }
        return more;
      } catch (BadRowException e) {
        data.losses().countRow();
        passOver(e);
      }
    }
  }

  private void passOver(BadRowException e) {
    if (data.losses().bad(e) > config.maxBadRows()) {
      throw config.maxBadRows() == 0
          ? new BadDataException(
              e.getMessage() + ". Mend it, or pass over so many rows like it: ingest.max_bad_rows",
              e)
          : new BadDataException(
              "more than ingest.max_bad_rows (%,d) rows cannot be read; %s. The last: %s. Raise it where so many may be passed over"
                  .formatted(config.maxBadRows(), data.losses().badInWords(), e.getMessage()),
              e);
    }
  }

  private static String textOf(Rows rows, OptionalInt column) {
    return column.isPresent() ? rows.text(column.getAsInt()) : "";
  }

  private List<String> textsOf(Rows rows, OptionalInt column) {
    String given = config.betweenCategories();
    String between = given.isEmpty() ? format.betweenCategories() : given;
    return column.isPresent() ? rows.texts(column.getAsInt(), between) : List.of();
  }
}
