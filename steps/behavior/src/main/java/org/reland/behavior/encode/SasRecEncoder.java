package org.reland.behavior.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.reland.kit.artifact.Behavior;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.neural.Packing;
import org.reland.neural.Transformer;

/** A user's vector is what SASRec makes of the newest items of its history, in their order. */
final class SasRecEncoder implements BehaviorEncoder {
  /** Length, blocks, heads. */
  static final String SHAPE = "sasrec.shape";

  /** Items of all users at a time, about: bounds the memory, changes no result. */
  private static final int BLOCK = 4096;

  private final ItemTable items;
  private final Transformer trunk;
  private final int longest;

  private SasRecEncoder(ItemTable items, Transformer trunk, int longest) {
    this.items = items;
    this.trunk = trunk;
    this.longest = longest;
  }

  static SasRecEncoder of(ItemTable items, EncoderWeights weights, Parallel parallel) {
    SasRec shape =
        new SasRec(
            items.length(),
            weights.number(SHAPE, 0),
            weights.number(SHAPE, 1),
            weights.number(SHAPE, 2),
            0,
            0);
    Transformer trunk = shape.trunk(new SplittableRandom(0), parallel);
    weights.load(trunk);
    return new SasRecEncoder(items, trunk, shape.length());
  }

  @Override
  public ItemTable items() {
    return items;
  }

  @Override
  public List<Behavior> encode(List<UserHistory> users) {
    List<Behavior> behaviors = new ArrayList<>();
    int to;
    for (int from = 0; from < users.size(); from = to) {
      to = from;
      int rows = 0;
      while (to < users.size() && rows < BLOCK) {
        rows += Math.clamp(users.get(to++).items().length, 1, longest);
      }
      behaviors.addAll(block(users.subList(from, to)));
    }
    return behaviors;
  }

  private List<Behavior> block(List<UserHistory> users) {
    List<int[]> known =
        users.stream().map(u -> Arrays.stream(u.items()).filter(items::knows).toArray()).toList();
    List<int[]> sequences = known.stream().filter(k -> k.length > 0).map(this::newest).toList();
    Packing packing = Packing.of(sequences.stream().mapToInt(s -> s.length).toArray());
    Matrix rows = new Matrix(packing.rows(), items.length());
    int row = 0;
    for (int[] sequence : sequences) {
      for (int item : sequence) {
        rows.setRow(row++, items.vectors()[item]);
      }
    }
    Matrix hidden = trunk.forward(rows, packing, null);
    List<Behavior> behaviors = new ArrayList<>();
    int s = 0;
    for (int u = 0; u < users.size(); u++) {
      float[] vector =
          known.get(u).length == 0 ? new float[items.length()] : hidden.row(packing.from(++s) - 1);
      int distinct = (int) Arrays.stream(known.get(u)).distinct().count();
      behaviors.add(new Behavior(users.get(u).user(), distinct, vector));
    }
    return behaviors;
  }

  private int[] newest(int[] sequence) {
    return Arrays.copyOfRange(sequence, Math.max(0, sequence.length - longest), sequence.length);
  }
}
