package org.reland.behavior.encode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.reland.kit.artifact.EncoderItem;
import org.reland.kit.artifact.Item;
import org.reland.kit.error.BadDataException;
import org.reland.linalg.Parallel;

/** Tells by its weights which encoder was frozen. */
final class Encoders {
  private Encoders() {}

  /**
   * An encoder for the histories of one ingest, whatever run trained it.
   *
   * @param table what it knows of items, by raw id; not empty
   * @param weights the rest of it
   * @param items the dense ids in which histories are written
   * @throws BadDataException where table and weights do not make an encoder
   */
  static BehaviorEncoder of(
      List<EncoderItem> table, EncoderWeights weights, List<Item> items, Parallel parallel) {
    BehaviorEncoder.ItemTable known = itemTable(table, items);
    if (weights.isEmpty()) {
      return new LightGcnEncoder(known);
    }
    if (weights.has(SasRecEncoder.SHAPE)) {
      return SasRecEncoder.of(known, weights, parallel);
    }
    if (weights.has(GatEncoder.SHAPE)) {
      return GatEncoder.of(known, weights, parallel);
    }
    throw weights.unknown();
  }

  private static BehaviorEncoder.ItemTable itemTable(List<EncoderItem> table, List<Item> items) {
    Map<String, EncoderItem> byId = new HashMap<>();
    table.forEach(row -> byId.put(row.id(), row));
    int length = table.getFirst().vector().length;
    int[] degrees = new int[items.size()];
    float[][] vectors = new float[items.size()][];
    for (Item item : items) {
      EncoderItem row = byId.get(item.id());
      if (row != null) {
        degrees[item.item()] = row.degree();
        vectors[item.item()] = row.vector();
      }
    }
    return new BehaviorEncoder.ItemTable(length, degrees, vectors);
  }
}
