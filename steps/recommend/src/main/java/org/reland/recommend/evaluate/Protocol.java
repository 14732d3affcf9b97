package org.reland.recommend.evaluate;

import java.util.List;
import org.reland.recommend.data.CollaborativeData;
import org.reland.recommend.data.SequentialData;
import org.reland.recommend.data.UserItems;

/**
 * What is to be found and what is left out of the ranking.
 *
 * @param name cf: collaborative filtering, 80/10/10 by time; sr: sequential, leave-one-out
 * @param masked sets of known items that are left out; none: the protocol is unmasked
 */
record Protocol(String name, UserItems relevant, UserItems... masked) {

  boolean isMasked() {
    return masked.length > 0;
  }

  /** The protocols under which a collaborative-filtering model is measured. */
  static List<Protocol> of(CollaborativeData data) {
    return List.of(new Protocol("cf", data.test(), data.train(), data.valid()));
  }

  /**
   * The protocols under which a sequential model is measured: unmasked as in the paper, and masked
   * as in most papers since. Who has the test item already is not measured where it is masked.
   */
  static List<Protocol> of(SequentialData data) {
    UserItems known = data.beforeTest().sets();
    return List.of(
        new Protocol("sr", data.test()), new Protocol("sr", data.test().without(known), known));
  }
}
