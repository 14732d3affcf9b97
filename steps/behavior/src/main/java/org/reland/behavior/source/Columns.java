package org.reland.behavior.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.reland.kit.config.Nearest;
import org.reland.kit.error.BadDataException;

/** Which columns of a file hold what. */
public final class Columns {
  private final Rows rows;
  private final String file;
  private final Map<String, String> named;
  private final Map<KnownColumns, Integer> found = new LinkedHashMap<>();

  /**
   * Of a file.
   *
   * @param named columns by the setting that names them ({@code user_column}); where one is empty
   *     or missing, the usual names are looked for
   */
  public Columns(Rows rows, String file, Map<String, String> named) {
    this.rows = rows;
    this.file = file;
    this.named = named;
  }

  /**
   * One that the file must have.
   *
   * @throws BadDataException where it has not
   */
  public int required(KnownColumns what) {
    return optional(what).orElseThrow(() -> missing(what));
  }

  /**
   * One that it may have; one that is named it must have.
   *
   * @throws BadDataException where it lacks one that is named
   */
  public OptionalInt optional(KnownColumns what) {
    String name = named.getOrDefault(setting(what), "");
    int at = name.isEmpty() ? usual(what) : rows.columns().indexOf(name);
    if (at < 0 && !name.isEmpty()) {
      throw new BadDataException(
          "%s: there is no column '%s', which ingest.%s names%s"
              .formatted(file, name, setting(what), Nearest.hint(name, rows.columns())));
    }
    if (at < 0) {
      return OptionalInt.empty();
    }
    found.put(what, at);
    return OptionalInt.of(at);
  }

  /** What was found where, in words. */
  public String inWords() {
    List<String> words = new ArrayList<>();
    found.forEach(
        (what, at) ->
            words.add(what.name().toLowerCase(Locale.ROOT) + " in " + rows.columns().get(at)));
    return String.join(", ", words);
  }

  /** Tells the rows that only what was found will be looked at. */
  public void use() {
    rows.use(Set.copyOf(found.values()));
  }

  private int usual(KnownColumns what) {
    List<String> lower =
        rows.columns().stream()
            .map(name -> name.strip().toLowerCase(Locale.ROOT).replaceAll("[ .-]+", "_"))
            .toList();
    for (String name : what.names()) {
      int at = lower.indexOf(name);
      if (at >= 0) {
        return at;
      }
    }
    return -1;
  }

  private BadDataException missing(KnownColumns what) {
    return new BadDataException(
        "%s: no column is called %s; there are %s. Say which one it is: ingest.%s"
            .formatted(
                file,
                String.join(", ", what.names()),
                String.join(", ", rows.columns()),
                setting(what)));
  }

  private static String setting(KnownColumns what) {
    return what.name().toLowerCase(Locale.ROOT) + "_column";
  }
}
