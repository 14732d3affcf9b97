package org.reland.workflows.local;

import java.io.PrintStream;
import java.util.Locale;
import org.reland.kit.progress.LineProgress;
import org.reland.kit.progress.Progress;

/** For logs and pipes: lines only. */
public final class PlainDisplay implements RunDisplay {
  private final PrintStream out;
  private int total;
  private int done;

  public PlainDisplay(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void total(int tasks) {
    total = tasks;
  }

  @Override
  public Progress start(String task) {
    return new LineProgress(task, out);
  }

  @Override
  public synchronized void done(TaskReport report) {
    done++;
    out.println("[%d/%d] %s".formatted(done, total, line(report)));
  }

  @Override
  public void failed(String task, String message) {
    out.println(task + ": FAILED: " + message);
  }

  @Override
  public void passedOver(String node, String why) {
    out.println(node + ": " + why);
  }

  @Override
  public void close() {}

  static String line(TaskReport report) {
    return String.format(
        Locale.ROOT,
        "%-30s %9s  %,11d rows",
        report.task(),
        report.cached() ? "cached" : String.format(Locale.ROOT, "%.1f s", report.seconds()),
        report.rows());
  }
}
