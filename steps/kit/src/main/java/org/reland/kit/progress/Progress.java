package org.reland.kit.progress;

/** Where a step tells how far it is. Calls are cheap and may come from any thread. */
public interface Progress {
  /** What the step is about to do: rows, shards, cost. Said once, before the work. */
  void plan(String what);

  /**
   * How far it is.
   *
   * @param total 0 where nobody knows
   * @param unit what is counted, plural
   */
  void advance(long done, long total, String unit);

  /** Something worth a line that stays. */
  void note(String message);

  /** Says nothing. */
  static Progress silent() {
    return new Progress() {
      @Override
      public void plan(String what) {}

      @Override
      public void advance(long done, long total, String unit) {}

      @Override
      public void note(String message) {}
    };
  }
}
