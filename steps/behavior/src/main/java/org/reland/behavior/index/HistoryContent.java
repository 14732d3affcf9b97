package org.reland.behavior.index;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import org.reland.kit.artifact.HistoryEntry;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.ItemVector;
import org.reland.kit.step.TableInput;
import org.reland.linalg.VectorOps;

/**
 * What a user's history says in words: the mean of the text vectors of its items, L2-normalised.
 * Zero where the history is empty or wordless.
 */
public final class HistoryContent {
  private final int dimensions;
  private final Map<Integer, float[]> sums;

  private HistoryContent(int dimensions, Map<Integer, float[]> sums) {
    this.dimensions = dimensions;
    this.sums = sums;
  }

  /** Of nobody: vectors of length 0. */
  public static HistoryContent none() {
    return new HistoryContent(0, Map.of());
  }

  /**
   * Reads the histories of some users.
   *
   * @param itemVectors by raw id; an item that has none says nothing
   * @param items the dense ids in which histories are written
   * @param wanted the users whose content will be asked for, by dense id
   */
  public static HistoryContent of(
      TableInput<HistoryEntry> history,
      TableInput<ItemVector> itemVectors,
      TableInput<Item> items,
      IntPredicate wanted)
      throws IOException {
    ItemContent content = ItemContent.of(itemVectors, items);
    int dimensions = content.dimensions();
    Map<Integer, float[]> sums = new HashMap<>();
    history.forEach(
        entry -> {
          float[] vector = content.of(entry.item());
          if (vector != null && wanted.test(entry.user())) {
            float[] sum = sums.computeIfAbsent(entry.user(), user -> new float[dimensions]);
            VectorOps.axpy(1, vector, sum);
          }
        });
    return new HistoryContent(dimensions, sums);
  }

  /** The content vector of a user; the mean's direction is that of the sum. */
  public float[] of(int user) {
    float[] sum = sums.get(user);
    return sum == null ? new float[dimensions] : ItemContent.unit(sum);
  }
}
