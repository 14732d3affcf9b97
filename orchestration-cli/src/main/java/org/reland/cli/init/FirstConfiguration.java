package org.reland.cli.init;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reland.behavior.source.KnownColumns;
import org.reland.behavior.source.Preview;
import org.reland.behavior.source.SourceFormat.Kind;
import org.reland.behavior.source.TimeFormat;
import org.reland.kit.store.Json;
import tools.jackson.databind.SerializationFeature;

/**
 * The text of a configuration: what was found in the files, and comments where somebody will want
 * to change something.
 *
 * @param named columns that were named by hand, by their setting
 * @param columns names of columns that the files do not have
 * @param items what the catalogue looks like; null where there is none
 */
record FirstConfiguration(
    String run,
    Kind kind,
    Map<String, String> named,
    List<String> columns,
    String encoding,
    Preview log,
    @Nullable Preview items,
    Path prompt) {

  /** As YAML. */
  String text(List<String> interactionFiles, List<String> itemFiles) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "# From a look at the files. Every key, with its default and what it does: reland config");
    lines.add("run:");
    lines.add("  name: " + quoted(run));
    lines.add("ingest:");
    lines.add("  source: " + kind.name().toLowerCase(Locale.ROOT));
    lines.add("  interactions: " + list(interactionFiles));
    if (!itemFiles.isEmpty()) {
      lines.add("  items: " + list(itemFiles));
    }
    if (!encoding.isEmpty()) {
      lines.add("  encoding: " + quoted(encoding));
    }
    if (!columns.isEmpty()) {
      lines.add("  columns: " + list(columns));
    }
    for (String key : named.keySet().stream().sorted().toList()) {
      if (!Objects.requireNonNull(named.get(key)).isEmpty()) {
        lines.add("  %s: %s".formatted(key, quoted(Objects.requireNonNull(named.get(key)))));
      }
    }
    times(lines);
    events(lines);
    badRows(lines, interactionFiles.size() + itemFiles.size());
    lines.add("  # users and items with fewer interactions are dropped; 0 keeps all");
    lines.add("  k_core: 5");
    lines.add("prompt:");
    lines.add("  # what the language model is asked, in your words");
    lines.add("  template_file: " + quoted(prompt.toString()));
    lines.add("infer:");
    lines.add(
        "  # asks no model: goes by categories and brands of the history, else by words of titles");
    lines.add("  generator: offline");
    if (!hasWords(items)) {
      lines.add("experiment:");
      lines.add(
          "  # a rationale tells of items by their words, and no file has any: see ingest.items.");
      lines.add("  # With it, remove these lines");
      lines.add("  variants: [id-only]");
    }
    return String.join("\n", lines) + "\n";
  }

  /** Whether a catalogue says in words what its items are. */
  static boolean hasWords(@Nullable Preview items) {
    return items != null
        && (items.found().containsKey(KnownColumns.TITLE)
            || items.found().containsKey(KnownColumns.BRAND)
            || items.found().containsKey(KnownColumns.CATEGORIES));
  }

  private void badRows(List<String> lines, int files) {
    int bad = log.badRows() + (items == null ? 0 : items.badRows());
    if (bad > 0) {
      lines.add(
          "  # %,d of %,d rows of the first file cannot be read; with more than this in all files a run stops"
              .formatted(log.badRows(), log.rows()));
      lines.add("  max_bad_rows: " + (long) bad * Math.max(1, files - (items == null ? 0 : 1)));
    }
  }

  private void times(List<String> lines) {
    if (!log.found().containsKey(KnownColumns.TIME)) {
      lines.add("  # no column of times was found: the order of the rows counts");
      return;
    }
    List<String> fitting = log.times().stream().map(TimeFormat::name).toList();
    if (fitting.size() > 1) {
      lines.add(
          "  # fits all times that were looked at, and so does %s: make sure which it is"
              .formatted(String.join(", ", fitting.subList(1, fitting.size()))));
    }
    if (!fitting.isEmpty()
        && !List.of("iso", "seconds", "milliseconds").contains(fitting.getFirst())) {
      lines.add("  time_format: " + quoted(fitting.getFirst()));
    }
  }

  private void events(List<String> lines) {
    @Nullable String column = log.found().get(KnownColumns.EVENT);
    if (column != null) {
      lines.add(
          "  # all kinds of %s are taken; to take some: events: [%s]"
              .formatted(column, log.columns().getOrDefault(column, "")));
    }
  }

  private static String list(List<String> texts) {
    return "[" + String.join(", ", texts.stream().map(FirstConfiguration::quoted).toList()) + "]";
  }

  /** JSON's strings are YAML's. */
  private static String quoted(String text) {
    return Json.mapper()
        .writer()
        .without(SerializationFeature.INDENT_OUTPUT)
        .writeValueAsString(text);
  }
}
