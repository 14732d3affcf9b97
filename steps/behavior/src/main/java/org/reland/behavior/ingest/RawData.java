package org.reland.behavior.ingest;

import java.util.HashMap;
import java.util.Map;
import org.reland.behavior.shop.GeneratedShop;

/**
 * What a source delivers: the interactions in file order, the catalogue's words by raw item id, and
 * what could not be used.
 */
record RawData(InteractionLog log, Map<String, ItemWords> words, Losses losses) {
  RawData(TimeRange range) {
    this(new InteractionLog(range), new HashMap<>(), new Losses());
  }

  /** A generated shop as if it had been read from files. */
  static RawData of(GeneratedShop shop, TimeRange range) {
    RawData data = new RawData(range);
    shop.items()
        .forEach(
            item ->
                data.words.put(
                    item.id(), new ItemWords(item.title(), item.brand(), item.categories())));
    shop.interactions()
        .forEach(
            purchase ->
                data.log.add(
                    purchase.user(), purchase.item(), (double) purchase.time(), "purchase", null));
    return data;
  }
}
