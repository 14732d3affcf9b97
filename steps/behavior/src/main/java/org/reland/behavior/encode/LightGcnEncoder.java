package org.reland.behavior.encode;

import java.util.Arrays;
import java.util.List;
import org.reland.kit.artifact.Behavior;
import org.reland.linalg.VectorOps;

/**
 * A user's vector is one more hop of LightGCN's propagation, from the propagated items of its
 * history to the user. An item that comes several times counts once.
 */
record LightGcnEncoder(ItemTable items) implements BehaviorEncoder {
  @Override
  public List<Behavior> encode(List<UserHistory> users) {
    return users.stream().map(this::encode).toList();
  }

  private Behavior encode(UserHistory user) {
    int[] known = Arrays.stream(user.items()).filter(items::knows).sorted().distinct().toArray();
    float[] vector = new float[items.length()];
    // Eq. 1: m_u = |D_u|^(-1/2) * sum over the items i of D_u of d_i^(-1/2) h_i
    for (int item : known) {
      float weight = (float) (1 / Math.sqrt((double) known.length * items.degrees()[item]));
      VectorOps.axpy(weight, items.vectors()[item], vector);
    }
    return new Behavior(user.user(), known.length, vector);
  }
}
