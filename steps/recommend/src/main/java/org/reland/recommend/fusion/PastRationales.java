package org.reland.recommend.fusion;

import java.util.Arrays;
import org.reland.linalg.CsrMatrix;

/**
 * The rationales that users had at an earlier time, or would have without one of their items,
 * beside those that they have: what training may see of them without being told its own targets.
 *
 * <p>Rows are gathered from one matrix: users with their whole histories first, then every
 * interaction by the history up to it, then every interaction by the history without it.
 */
public final class PastRationales {
  private final Rationales all;
  private final int[] pointers;
  private final int[] items;

  /**
   * Of all users.
   *
   * @param whole by whole histories
   * @param pointers users + 1 positions in {@code items}
   * @param items of every interaction that rationales were asked for, in the order of time
   * @param upTo interactions x seeds, by the history up to and with each
   * @param without interactions x seeds, by the history without each
   */
  public PastRationales(
      Rationales whole, int[] pointers, int[] items, CsrMatrix upTo, CsrMatrix without) {
    this.pointers = pointers;
    this.items = items;
    this.all =
        new Rationales(stack(whole.matches(), upTo, without), whole.vectors(), whole.isText());
  }

  private static CsrMatrix stack(CsrMatrix... parts) {
    int rows = Arrays.stream(parts).mapToInt(CsrMatrix::rows).sum();
    int entries = Arrays.stream(parts).mapToInt(part -> part.columns().length).sum();
    int[] pointers = new int[rows + 1];
    int[] columns = new int[entries];
    float[] values = new float[entries];
    int row = 0;
    int at = 0;
    for (CsrMatrix part : parts) {
      for (int r = 0; r < part.rows(); r++) {
        pointers[++row] = at + part.rowPointers()[r + 1];
      }
      System.arraycopy(part.columns(), 0, columns, at, part.columns().length);
      System.arraycopy(part.values(), 0, values, at, part.values().length);
      at += part.columns().length;
    }
    return CsrMatrix.of(rows, parts[0].cols(), pointers, columns, values);
  }

  private int users() {
    return pointers.length - 1;
  }

  /**
   * The row of a user at a position of its history, by all up to and with it; behind what the
   * encoder sees, that of the last position; -1 without any.
   */
  public int upTo(int user, int position) {
    int last = pointers[user + 1] - pointers[user] - 1;
    return last < 0 ? -1 : users() + pointers[user] + Math.min(position, last);
  }

  /** The row of a user without an item; that of the user where the item is not in its history. */
  public int without(int user, int item) {
    for (int at = pointers[user]; at < pointers[user + 1]; at++) {
      if (items[at] == item) {
        return users() + items.length + at;
      }
    }
    return user;
  }

  /** Those of some rows, in their order and with repeats; -1 for a row without a match. */
  public Rationales of(int[] rows) {
    return all.of(rows);
  }
}
