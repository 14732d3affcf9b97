package org.reland.behavior.sample;

import java.util.BitSet;

/** One way of drawing the next seed user. */
interface Draws {
  /** The name under which its seeds are known. */
  String strategy();

  /**
   * The next user.
   *
   * @param drawn numbers of the users that are seeds already; at least one is not
   * @return the number of a user that is not
   */
  int next(BitSet drawn);
}
