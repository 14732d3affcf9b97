package org.reland.behavior.index;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.ItemVector;
import org.reland.kit.step.TableInput;
import org.reland.linalg.Matrix;
import org.reland.linalg.VectorOps;

/** The text vectors of items by the dense ids in which histories are written. */
public final class ItemContent {
  private final int dimensions;
  private final Map<Integer, float[]> vectors;

  private ItemContent(int dimensions, Map<Integer, float[]> vectors) {
    this.dimensions = dimensions;
    this.vectors = vectors;
  }

  /** Of no item: vectors of length 0. */
  public static ItemContent none() {
    return new ItemContent(0, Map.of());
  }

  /**
   * Joins the two tables.
   *
   * @param itemVectors by raw id; an item that has none says nothing
   */
  public static ItemContent of(TableInput<ItemVector> itemVectors, TableInput<Item> items)
      throws IOException {
    Map<String, float[]> byId = new HashMap<>();
    itemVectors.forEach(row -> byId.put(row.id(), row.vector()));
    Map<Integer, float[]> vectors = new HashMap<>();
    items.forEach(
        item -> {
          float[] vector = byId.get(item.id());
          if (vector != null) {
            vectors.put(item.item(), vector);
          }
        });
    int dimensions = byId.isEmpty() ? 0 : byId.values().iterator().next().length;
    return new ItemContent(dimensions, vectors);
  }

  public int dimensions() {
    return dimensions;
  }

  /** The vector of an item; null where it says nothing. */
  float @Nullable [] of(int item) {
    return vectors.get(item);
  }

  /** The direction of the mean over some items, of length 1; zeros where they say nothing. */
  public float[] mean(int[] items) {
    float[] sum = new float[dimensions];
    for (int item : items) {
      float @Nullable [] vector = vectors.get(item);
      if (vector != null) {
        VectorOps.axpy(1, vector, sum);
      }
    }
    return unit(sum);
  }

  /** A copy of length 1, or of zeros. */
  static float[] unit(float[] vector) {
    Matrix row = Matrix.of(vector.clone(), 1, vector.length);
    VectorOps.normalizeRows(row);
    return row.data();
  }
}
