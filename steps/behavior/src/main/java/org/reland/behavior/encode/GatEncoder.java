package org.reland.behavior.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.reland.kit.artifact.Behavior;
import org.reland.kit.error.BadDataException;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;
import org.reland.neural.AttentionGraph;

/**
 * A user's vector by the trained layers from the frozen rows of its items: those before the first
 * attention, whose mean the user begins with, and those before the second. It is the vector that
 * training would give to a user with this history beside the others. An item that comes several
 * times counts once.
 */
final class GatEncoder implements BehaviorEncoder {
  /** Heads. */
  static final String SHAPE = "gat.shape";

  /** Users at a time: bounds the memory, changes no result. */
  private static final int BLOCK = 1024;

  private final ItemTable items;
  private final GatLayers layers;
  private final int dimensions;

  private GatEncoder(ItemTable items, GatLayers layers) {
    this.items = items;
    this.layers = layers;
    this.dimensions = items.length() / 2;
  }

  static GatEncoder of(ItemTable items, EncoderWeights weights, Parallel parallel) {
    int heads = weights.number(SHAPE, 0);
    int d = items.length() / 2;
    if (heads < 1 || d % heads != 0 || items.length() % 2 != 0) {
      throw new BadDataException(
          "the encoder's item table has rows of %d floats, which does not fit %d heads: train it again (reland run --rhythm encoder)"
              .formatted(items.length(), heads));
    }
    GatLayers layers = GatLayers.of(d, heads, 0, new SplittableRandom(0), parallel);
    weights.load(layers.firstAttention());
    weights.load(layers.secondProjection());
    weights.load(layers.secondAttention());
    return new GatEncoder(items, layers);
  }

  @Override
  public ItemTable items() {
    return items;
  }

  @Override
  public List<Behavior> encode(List<UserHistory> users) {
    List<Behavior> behaviors = new ArrayList<>();
    for (int from = 0; from < users.size(); from += BLOCK) {
      behaviors.addAll(block(users.subList(from, Math.min(users.size(), from + BLOCK))));
    }
    return behaviors;
  }

  private List<Behavior> block(List<UserHistory> users) {
    int[][] known = new int[users.size()][];
    Arrays.setAll(
        known,
        u ->
            Arrays.stream(users.get(u).items()).filter(items::knows).sorted().distinct().toArray());
    int[] met = Arrays.stream(known).flatMapToInt(Arrays::stream).sorted().distinct().toArray();
    AttentionGraph graph = graph(known, met);
    Matrix first = rows(known, met, 0);
    for (int u = 0; u < known.length; u++) {
      for (int item : known[u]) {
        float share = 1f / known[u].length;
        VectorOps.axpy(share, items.vectors()[item], 0, first.data(), u * dimensions, dimensions);
      }
    }
    Matrix second = rows(known, met, dimensions);
    Matrix ofUsers = layers.toSecond(first, graph);
    System.arraycopy(ofUsers.data(), 0, second.data(), 0, known.length * dimensions);
    Matrix vectors = layers.secondAttention().forward(second, graph);
    List<Behavior> behaviors = new ArrayList<>();
    for (int u = 0; u < known.length; u++) {
      float[] vector = known[u].length == 0 ? new float[dimensions] : vectors.row(u);
      behaviors.add(new Behavior(users.get(u).user(), known[u].length, vector));
    }
    return behaviors;
  }

  /** Users first, then the items that they have. */
  private static AttentionGraph graph(int[][] known, int[] met) {
    int[] ends = new int[Arrays.stream(known).mapToInt(k -> k.length).sum()];
    int[] others = new int[ends.length];
    int[] relations = new int[ends.length];
    int edge = 0;
    for (int u = 0; u < known.length; u++) {
      for (int item : known[u]) {
        ends[edge] = u;
        others[edge] = known.length + Arrays.binarySearch(met, item);
        relations[edge++] = ItemEntities.INTERACTION;
      }
    }
    return AttentionGraph.of(known.length + met.length, ends, others, relations);
  }

  /** Zeros for the users, then a part of the items' rows. */
  private Matrix rows(int[][] known, int[] met, int from) {
    Matrix rows = new Matrix(known.length + met.length, dimensions);
    for (int n = 0; n < met.length; n++) {
      System.arraycopy(
          items.vectors()[met[n]], from, rows.data(), (known.length + n) * dimensions, dimensions);
    }
    return rows;
  }
}
