package org.reland.behavior.ingest;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.reland.behavior.shop.ShopConfig;
import org.reland.behavior.source.SourceFormat;
import org.reland.behavior.source.TimeFormat;
import org.reland.kit.config.Checked;
import org.reland.kit.config.Setting;

/** Configuration of {@link IngestStep}. */
public record IngestConfig(
    @Setting(
            value =
                "where the data comes from: generated (a shop made up on the spot), table (CSV, JSON"
                    + " lines or Parquet), or as it is published: movielens, amazon (2014), recbole",
            fallback = "generated",
            oneOf = {"generated", "table", "movielens", "amazon", "recbole"})
        String source,
    @Setting(
            value =
                "files of interactions, read one after the other; names may hold * and ?; gzip and"
                    + " zstd are unpacked",
            fallback = "",
            file = true)
        List<String> interactions,
    @Setting(
            value = "files that say what the items are; may be left out",
            fallback = "",
            file = true)
        List<String> items,
    @Setting(
            value = "column of who; empty: one that is called user_id or the like, as below",
            fallback = "")
        String userColumn,
    @Setting(value = "column of what, in both kinds of files", fallback = "") String itemColumn,
    @Setting(value = "column of when; without one the order of the file counts", fallback = "")
        String timeColumn,
    @Setting(value = "column of the kind of interaction", fallback = "") String eventColumn,
    @Setting(value = "column of how much", fallback = "") String weightColumn,
    @Setting(value = "column of an item's title", fallback = "") String titleColumn,
    @Setting(value = "column of an item's brand", fallback = "") String brandColumn,
    @Setting(value = "column of an item's categories, broadest first", fallback = "")
        String categoriesColumn,
    @Setting(
            value = "what stands between categories in one text; empty: > for recbole, else |",
            fallback = "")
        String betweenCategories,
    @Setting(
            value = "columns of the interactions, for text without a first line that names them",
            fallback = "")
        List<String> columns,
    @Setting(
            value = "what stands between fields of text, like ; or a tab; empty: found out",
            fallback = "")
        String separator,
    @Setting(
            value = "encoding of text, like iso-8859-1; empty: utf-8, or as movielens has it",
            fallback = "")
        String encoding,
    @Setting(
            value =
                "how times are written: seconds or milliseconds since 1970, iso, or a pattern like"
                    + " dd.MM.yyyy HH:mm (without a zone: UTC); auto: as the first of a file looks",
            fallback = "auto")
        String timeFormat,
    @Setting(value = "kinds of interaction that are taken; empty: all", fallback = "")
        List<String> events,
    @Setting(
            value =
                "rows at most that cannot be read and are passed over, each counted with its reason",
            fallback = "0",
            min = 0)
        long maxBadRows,
    @Setting(
            value =
                "drop users and items with fewer interactions than this, until none has fewer;"
                    + " 0 or 1: keep all; the generated shop is always kept whole",
            fallback = "5",
            min = 0)
        int kCore,
    @Setting(
            value =
                "read the data as it was at this instant, like 2026-03-01T00:00:00Z: only what"
                    + " happened before; empty: all there is",
            fallback = "")
        String asOf,
    @Setting(
            value =
                "days before as_of, or before the newest interaction where that is empty, from which"
                    + " interactions are read; 0: all",
            fallback = "0",
            min = 0,
            max = 36_500)
        int windowDays,
    @Setting(
            value = "users in one part of a table; a part is what one shard works on",
            fallback = "10000",
            min = 1)
        int usersPerPart,
    @Setting(value = "fail unless this many users are left; 0: any number", fallback = "0", min = 0)
        int expectUsers,
    @Setting(value = "fail unless this many items are left; 0: any number", fallback = "0", min = 0)
        int expectItems,
    @Setting(
            value = "fail unless this many interactions are left; 0: any number",
            fallback = "0",
            min = 0)
        long expectInteractions,
    @Setting(value = "users of the generated shop", fallback = "2000", min = 1, max = 99_999)
        int shopUsers,
    @Setting(value = "items of the generated shop", fallback = "2400", min = 120, max = 99_999)
        int shopItems,
    @Setting(
            value = "share of the generated purchases that has nothing to do with a taste",
            fallback = "0.1",
            min = 0,
            max = 1)
        double shopNoise)
    implements Checked {

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    boolean generated = source.equals("generated");
    if (!generated && interactions.isEmpty()) {
      problems.add(
          "interactions: must name at least one file where source is %s".formatted(source));
    }
    if (generated && !(interactions.isEmpty() && items.isEmpty())) {
      problems.add(
          "source: is generated, which reads no file, but interactions or items name some; set table, movielens, amazon or recbole");
    }
    if (!encoding.isEmpty() && !isCharset(encoding)) {
      problems.add(
          "encoding: '%s' is not known, use one like utf-8, iso-8859-1 or windows-1252"
              .formatted(encoding));
    }
    if (!isTimeFormat(timeFormat)) {
      problems.add(
          "time_format: is '%s', must be auto, seconds, milliseconds, iso, or a pattern like dd.MM.yyyy HH:mm"
              .formatted(timeFormat));
    }
    if (!columns.isEmpty() && Set.copyOf(columns).size() < columns.size()) {
      problems.add("columns: %s names one of them twice".formatted(columns));
    }
    if (!asOf.isEmpty() && !TimeRange.isInstant(asOf)) {
      problems.add(
          "as_of: is '%s', must be an instant with its zone, like 2026-03-01T00:00:00Z, or empty"
              .formatted(asOf));
    }
    return problems;
  }

  private static boolean isCharset(String name) {
    try {
      // Lines are found by their bytes, so an encoding must leave ASCII as it is.
      return Arrays.equals(
          "a,\n".getBytes(Charset.forName(name)), "a,\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isTimeFormat(String name) {
    try {
      return name.equals("auto") || TimeFormat.named(name) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  SourceFormat format() {
    return new SourceFormat(
        SourceFormat.Kind.of(source),
        encoding,
        separator.equals("\\t") ? "\t" : separator,
        columns);
  }

  /** The columns that are named, by the key that names them. */
  Map<String, String> namedColumns() {
    Map<String, String> named = new HashMap<>();
    named.put("user_column", userColumn);
    named.put("item_column", itemColumn);
    named.put("time_column", timeColumn);
    named.put("event_column", eventColumn);
    named.put("weight_column", weightColumn);
    named.put("title_column", titleColumn);
    named.put("brand_column", brandColumn);
    named.put("categories_column", categoriesColumn);
    return named;
  }

  /** How times are written; empty: as they look. */
  Optional<TimeFormat> times() {
    return timeFormat.equals("auto") ? Optional.empty() : Optional.of(TimeFormat.named(timeFormat));
  }

  TimeRange range() {
    return TimeRange.of(asOf, windowDays);
  }

  /** Whether the window ends where the data does. */
  boolean hasOpenWindow() {
    return asOf.isEmpty() && windowDays > 0;
  }

  /** The k of the k-core; the generated shop is whole, so that its true preferences hold. */
  int core() {
    return source.equals("generated") ? 0 : kCore;
  }

  ShopConfig shop() {
    return new ShopConfig(shopUsers, shopItems, shopNoise);
  }
}
