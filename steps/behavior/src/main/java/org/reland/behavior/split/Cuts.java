package org.reland.behavior.split;

import org.reland.kit.artifact.Split;

/**
 * Where a history is cut. Collaborative filtering: 80/10/10 in chronological order, as RecBole's
 * ratio split rounds it. Sequential: leave-one-out.
 */
final class Cuts {
  private static final int LEAVE_ONE_OUT = 3;

  private Cuts() {}

  /** All of a history is there to train on. */
  static Split none(int user, int length) {
    return new Split(user, length, length, length, length);
  }

  /**
   * The cuts of a history.
   *
   * @param length interactions in it, at least 1
   */
  static Split of(int user, int length) {
    int heldOut = length / 10;
    // A tenth of a short history is less than one: test and then valid still get one each, as long
    // as one is left to train.
    int test = heldOut > 0 ? heldOut : Math.min(1, length - 1);
    int valid = heldOut > 0 ? heldOut : Math.min(1, length - 1 - test);
    int cfValidEnd = length - test;
    int srTrainEnd = length < LEAVE_ONE_OUT ? length : length - 2;
    return new Split(user, length, cfValidEnd - valid, cfValidEnd, srTrainEnd);
  }
}
