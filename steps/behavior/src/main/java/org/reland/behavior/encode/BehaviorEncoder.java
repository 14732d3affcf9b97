package org.reland.behavior.encode;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Behavior;
import org.reland.kit.artifact.EncoderItem;
import org.reland.kit.error.BadDataException;
import org.reland.kit.step.StepContext;
import org.reland.linalg.Parallel;

/**
 * M = BehaviorEncoder(users, interactions), Eq. 1, by an encoder that is frozen: the vector of a
 * user depends on its own history alone, so that new users get one at once and shards need nothing
 * of each other.
 */
public interface BehaviorEncoder {
  /**
   * The behaviour vectors of users, in their order. An item that the encoder does not know is
   * passed over; of a user without a known item the vector is zero.
   */
  List<Behavior> encode(List<UserHistory> users);

  /**
   * What an encoder knows of the items of one ingest, by dense id.
   *
   * @param length of a row
   * @param degrees training interactions; 0 where it does not know the item
   * @param vectors null where it does not know the item
   */
  @SuppressWarnings("ArrayRecordComponent")
  record ItemTable(int length, int[] degrees, float[][] vectors) {
    boolean knows(int item) {
      return degrees[item] > 0;
    }
  }

  /** What it knows of items. */
  ItemTable items();

  /** How many of the ingest's items it knows. */
  default int size() {
    return (int) Arrays.stream(items().degrees()).filter(degree -> degree > 0).count();
  }

  /**
   * The encoder of a run, for the items of its ingest.
   *
   * @throws BadDataException where it knows no item, or its parts do not make an encoder
   */
  static BehaviorEncoder read(StepContext context, Parallel parallel) throws IOException {
    List<EncoderItem> table = context.read(Artifacts.ENCODER).list();
    if (table.isEmpty()) {
      throw new BadDataException(
          "the encoder knows no item: the histories that it was trained on are empty");
    }
    // An encoder that is older than the artifact of weights is LightGCN, which has none.
    EncoderWeights weights =
        context.has(Artifacts.ENCODER_WEIGHTS)
            ? EncoderWeights.read(context.read(Artifacts.ENCODER_WEIGHTS))
            : EncoderWeights.of(Map.of());
    return Encoders.of(table, weights, context.read(Artifacts.ITEMS).list(), parallel);
  }
}
