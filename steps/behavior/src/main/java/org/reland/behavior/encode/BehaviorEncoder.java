package org.reland.behavior.encode;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Behavior;
import org.reland.kit.artifact.EncoderItem;
import org.reland.kit.artifact.Item;
import org.reland.kit.error.BadDataException;
import org.reland.kit.step.StepContext;
import org.reland.linalg.VectorOps;

/**
 * M = BehaviorEncoder(users, interactions), Eq. 1, with a frozen table of items: the vector of a
 * user is one more hop of LightGCN's propagation, from the propagated items of its history to the
 * user. It depends on the user's own history alone, so that new users get one at once and shards
 * need nothing of each other.
 */
public final class BehaviorEncoder {
  private final int dimensions;
  private final int[] degrees;
  private final float[][] vectors;

  private BehaviorEncoder(int dimensions, int[] degrees, float[][] vectors) {
    this.dimensions = dimensions;
    this.degrees = degrees;
    this.vectors = vectors;
  }

  /** The encoder of a run, for the items of its ingest. */
  public static BehaviorEncoder read(StepContext context) throws IOException {
    List<EncoderItem> table = context.read(Artifacts.ENCODER).list();
    if (table.isEmpty()) {
      throw new BadDataException(
          "the encoder knows no item: the histories that it was trained on are empty");
    }
    return of(table.getFirst().vector().length, table, context.read(Artifacts.ITEMS).list());
  }

  /**
   * An encoder for the histories of one ingest, whatever run trained the table.
   *
   * @param dimensions length of the vectors
   * @param table what the encoder knows of items, by raw id
   * @param items the dense ids in which histories are written
   */
  public static BehaviorEncoder of(int dimensions, List<EncoderItem> table, List<Item> items) {
    Map<String, EncoderItem> byId = new HashMap<>();
    table.forEach(row -> byId.put(row.id(), row));
    int[] degrees = new int[items.size()];
    float[][] vectors = new float[items.size()][];
    for (Item item : items) {
      EncoderItem row = byId.get(item.id());
      if (row != null) {
        degrees[item.item()] = row.degree();
        vectors[item.item()] = row.vector();
      }
    }
    return new BehaviorEncoder(dimensions, degrees, vectors);
  }

  /** How many of the ingest's items it knows. */
  int size() {
    return (int) Arrays.stream(degrees).filter(degree -> degree > 0).count();
  }

  /**
   * The behaviour vector of a user.
   *
   * @param history dense ids of items; an item that comes several times counts once, one that the
   *     encoder does not know is passed over
   */
  public Behavior encode(int user, int[] history) {
    int[] known =
        Arrays.stream(history).filter(item -> degrees[item] > 0).sorted().distinct().toArray();
    float[] vector = new float[dimensions];
    // Eq. 1: m_u = |D_u|^(-1/2) * sum over the items i of D_u of d_i^(-1/2) h_i
    for (int item : known) {
      float weight = (float) (1 / Math.sqrt((double) known.length * degrees[item]));
      VectorOps.axpy(weight, vectors[item], vector);
    }
    return new Behavior(user, known.length, vector);
  }
}
