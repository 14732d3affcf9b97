package org.reland.kit.progress;

import java.io.PrintStream;

/** Progress for logs: a line when something is said, and at most one every few seconds between. */
public final class LineProgress implements Progress {
  private static final long INTERVAL_NANOS = 5_000_000_000L;

  private final String name;
  private final PrintStream out;
  private long last = System.nanoTime();

  public LineProgress(String name, PrintStream out) {
    this.name = name;
    this.out = out;
  }

  @Override
  public void plan(String what) {
    line(what);
  }

  @Override
  public synchronized void advance(long done, long total, String unit) {
    long now = System.nanoTime();
    if (now - last >= INTERVAL_NANOS) {
      last = now;
      line(
          total > 0
              ? "%,d of %,d %s (%d %%)".formatted(done, total, unit, 100 * done / total)
              : "%,d %s".formatted(done, unit));
    }
  }

  @Override
  public void note(String message) {
    line(message);
  }

  private void line(String text) {
    out.println(name + ": " + text);
  }
}
