package org.reland.workflows.local;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reland.kit.progress.Progress;

/**
 * For terminals: what is done scrolls up line by line; below it one line for each running task,
 * with a bar, is redrawn in place.
 */
public final class LiveDisplay implements RunDisplay {
  private static final int BAR = 24;
  private static final long REDRAW_NANOS = 100_000_000L;
  private static final String ERASE_LINE = "\u001b[2K";

  private final PrintStream out;
  private final int columns;
  private final Map<String, State> running = new LinkedHashMap<>();
  private final long start = System.nanoTime();
  private int total;
  private int done;
  private int drawn;
  private long lastDraw;

  /** What is known of a running task. */
  private static final class State {
    private final long start = System.nanoTime();
    private String plan = "";
    private long done;
    private long total;
    private String unit = "";
  }

  /**
   * A display.
   *
   * @param columns width of the terminal; longer lines are cut
   */
  public LiveDisplay(PrintStream out, int columns) {
    this.out = out;
    this.columns = Math.max(40, columns);
  }

  @Override
  public synchronized void total(int tasks) {
    total = tasks;
  }

  @Override
  public synchronized Progress start(String task) {
    State state = new State();
    running.put(task, state);
    redraw();
    return new Progress() {
      @Override
      public void plan(String what) {
        synchronized (LiveDisplay.this) {
          state.plan = what;
          redraw();
        }
      }

      @Override
      public void advance(long progressDone, long progressTotal, String unit) {
        synchronized (LiveDisplay.this) {
          state.done = progressDone;
          state.total = progressTotal;
          state.unit = unit;
          if (System.nanoTime() - lastDraw > REDRAW_NANOS) {
            redraw();
          }
        }
      }

      @Override
      public void note(String message) {
        line("  " + task + ": " + message);
      }
    };
  }

  @Override
  public synchronized void done(TaskReport report) {
    done++;
    running.remove(report.task());
    line((report.cached() ? "  · " : "  ✓ ") + PlainDisplay.line(report));
  }

  @Override
  public synchronized void failed(String task, String message) {
    running.remove(task);
    line("  ✗ " + task + ": " + message);
  }

  @Override
  public synchronized void passedOver(String node, String why) {
    line("  - " + node + ": " + why);
  }

  @Override
  public synchronized void close() {
    erase();
    out.flush();
  }

  private synchronized void line(String text) {
    erase();
    out.println(text);
    redraw();
  }

  private void erase() {
    for (int i = 0; i < drawn; i++) {
      out.print("\u001b[1A" + ERASE_LINE);
    }
    drawn = 0;
  }

  private void redraw() {
    erase();
    long now = System.nanoTime();
    lastDraw = now;
    for (Map.Entry<String, State> task : running.entrySet()) {
      print(describe(task.getKey(), task.getValue(), now));
    }
    print("  %d of %d steps, %s".formatted(done, total, time(now - start)));
    out.flush();
  }

  private void print(String text) {
    out.println(text.length() < columns ? text : text.substring(0, columns - 1));
    drawn++;
  }

  private static String describe(String name, State state, long now) {
    String what =
        state.total > 0
            ? "%s %,d/%,d %s"
                .formatted(bar(state.done, state.total), state.done, state.total, state.unit)
            : state.done > 0 ? "%,d %s".formatted(state.done, state.unit) : state.plan;
    return "  ▸ %-30s %7s  %s".formatted(name, time(now - state.start), what);
  }

  private static String bar(long done, long total) {
    int full = (int) (BAR * Math.min(done, total) / total);
    return "█".repeat(full) + "░".repeat(BAR - full);
  }

  private static String time(long nanos) {
    long seconds = nanos / 1_000_000_000L;
    return seconds < 60 ? seconds + " s" : "%d:%02d min".formatted(seconds / 60, seconds % 60);
  }
}
