package org.reland.workflows.local;

import org.reland.kit.progress.Progress;

/** Shows a whole run: one display for all steps, however many run side by side. */
public interface RunDisplay extends AutoCloseable {
  /** How many tasks the run has in all as far as is known: shards are counted when they are. */
  void total(int tasks);

  /** A task starts; what it says of itself goes through the progress. */
  Progress start(String task);

  /** A task ended. */
  void done(TaskReport report);

  /** A task failed; the message is for people. */
  void failed(String task, String message);

  /** A node is passed over; why is for people. */
  void passedOver(String node, String why);

  @Override
  void close();
}
