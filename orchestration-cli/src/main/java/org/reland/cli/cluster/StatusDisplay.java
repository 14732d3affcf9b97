package org.reland.cli.cluster;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reland.cli.argo.Workflow;
import org.reland.cli.status.Changes;
import org.reland.cli.status.StatusText;

/** Shows a workflow as it changes. */
interface StatusDisplay extends AutoCloseable {
  void show(Workflow workflow);

  @Override
  void close();

  /** Redraws where the launcher says how large the terminal is; else writes a line per change. */
  static StatusDisplay ofTerminal() {
    PrintStream out = System.err;
    int columns = size("RELAND_COLUMNS", 0);
    return columns == 0 || System.getenv("CI") != null
        ? new Plain(out)
        : new Live(out, columns, size("RELAND_LINES", 24));
  }

  private static int size(String variable, int fallback) {
    String text = System.getenv(variable);
    return text == null || !text.matches("[0-9]{1,5}") ? fallback : Integer.parseInt(text);
  }

  /** For logs and pipes. */
  final class Plain implements StatusDisplay {
    private final PrintStream out;
    private final Changes changes = new Changes();

    Plain(PrintStream out) {
      this.out = out;
    }

    @Override
    public void show(Workflow workflow) {
      changes.since(workflow, Instant.now()).forEach(out::println);
    }

    @Override
    public void close() {}
  }

  /** For terminals: redrawn in place at every change and every second, as the times go on. */
  final class Live implements StatusDisplay {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final PrintStream out;
    private final int columns;
    private final int lines;
    private final Thread ticker;
    private @Nullable Workflow shown;
    private int drawn;
    private boolean closed;

    Live(PrintStream out, int columns, int lines) {
      this.out = out;
      this.columns = Math.max(40, columns);
      this.lines = Math.max(10, lines);
      this.ticker = Thread.ofVirtual().start(this::tick);
    }

    @Override
    public synchronized void show(Workflow workflow) {
      shown = workflow;
      redraw();
    }

    private void tick() {
      try {
        while (true) {
          Thread.sleep(TICK);
          synchronized (this) {
            redraw();
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void redraw() {
      if (shown == null || closed) {
        return;
      }
      List<String> text = StatusText.lines(shown, Instant.now(), lines - 1);
      StringBuilder screen = new StringBuilder(erasure());
      for (String line : text) {
        screen.append(line, 0, Math.min(line.length(), columns - 1)).append('\n');
      }
      drawn = text.size();
      out.print(screen);
      out.flush();
    }

    private String erasure() {
      return drawn == 0 ? "" : "\u001b[" + drawn + "A\u001b[J";
    }

    @Override
    public synchronized void close() {
      closed = true;
      ticker.interrupt();
      out.print(erasure());
      out.flush();
    }
  }
}
