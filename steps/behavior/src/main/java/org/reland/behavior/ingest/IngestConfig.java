package org.reland.behavior.ingest;

import java.util.ArrayList;
import java.util.List;
import org.reland.behavior.shop.ShopConfig;
import org.reland.kit.config.Checked;
import org.reland.kit.config.Setting;

/** Configuration of {@link IngestStep}. */
public record IngestConfig(
    @Setting(
            value =
                "where the data comes from: generated (a shop made up on the spot) or recbole"
                    + " (atomic files)",
            fallback = "generated",
            oneOf = {"generated", "recbole"})
        String source,
    @Setting(
            value = "RecBole atomic file of interactions (.inter), for the source recbole",
            fallback = "",
            file = true)
        String interactionsFile,
    @Setting(
            value = "RecBole atomic file of items (.item), for the source recbole; may be left out",
            fallback = "",
            file = true)
        String itemsFile,
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
    if (source.equals("recbole") && interactionsFile.isEmpty()) {
      problems.add(
          "interactions_file: must be the path of a file of interactions (.inter) where source is recbole");
    }
    if (!asOf.isEmpty() && !TimeRange.isInstant(asOf)) {
      problems.add(
          "as_of: is '%s', must be an instant with its zone, like 2026-03-01T00:00:00Z, or empty"
              .formatted(asOf));
    }
    return problems;
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
