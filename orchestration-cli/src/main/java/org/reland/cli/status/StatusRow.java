package org.reland.cli.status;

import org.reland.cli.argo.Phase;

/**
 * A line of the drawing.
 *
 * @param depth 0 for tasks of the workflow, more for what is inside them
 * @param count such as {@code 3/8} for a group; else empty
 * @param time how long it has taken
 * @param note why it failed, what it waits for, how often it was tried
 */
record StatusRow(
    int depth, Mark mark, String name, Phase phase, String count, String time, String note) {
  /** How a row begins. */
  enum Mark {
    WAITING("·"),
    RUNNING("▸"),
    HELD("‖"),
    DONE("✓"),
    FAILED("✗"),
    PASSED_OVER("-");

    private final String sign;

    Mark(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }

    static Mark of(Phase phase) {
      return switch (phase) {
        case NEW, PENDING -> WAITING;
        case RUNNING -> RUNNING;
        case SUCCEEDED -> DONE;
        case FAILED, ERROR -> FAILED;
        case SKIPPED, OMITTED -> PASSED_OVER;
      };
    }
  }
}
