package org.reland.kit.progress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Progress that a scheduler reads from a file, beside whoever else is told: one line {@code N/M},
 * as Argo's executor wants it. In percent, so that the sum over steps that count different things
 * means something.
 */
public final class FileProgress implements Progress {
  private final Path file;
  private final Progress others;
  private long percent = -1;
  private int stage;
  private int stages = 1;

  public FileProgress(Path file, Progress others) {
    this.file = file;
    this.others = others;
  }

  /** What follows is one of several stages of equal weight, from 0. */
  public synchronized void stage(int index, int of) {
    stage = index;
    stages = of;
  }

  @Override
  public void plan(String what) {
    others.plan(what);
  }

  @Override
  public synchronized void advance(long done, long total, String unit) {
    others.advance(done, total, unit);
    long now =
        total > 0 ? Math.clamp(100L * stage + 100 * done / total, 0, 100L * stages) / stages : -1;
    if (now > percent) {
      percent = now;
      try {
        Files.writeString(file, percent + "/100\n");
      } catch (IOException e) {
        percent = 100; // no work ends because nobody can be told of it; it is not tried again
        others.note("cannot tell the progress in " + file + ": " + e);
      }
    }
  }

  @Override
  public void note(String message) {
    others.note(message);
  }
}
