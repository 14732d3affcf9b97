package org.reland.workflows.local;

import org.reland.kit.step.Resources;

/** The cores and the memory of the machine, shared out to what runs. */
final class Budget {
  private final long memoryMiB;
  private int freeThreads;
  private long usedMiB;
  private int running;

  Budget(int threads, long memoryMiB) {
    this.freeThreads = threads;
    this.memoryMiB = memoryMiB;
  }

  /**
   * Takes threads and memory for one more task. A task that wants more memory than there is runs
   * alone.
   *
   * @param waiting how many tasks wait, this one included: they share the free threads
   * @return the threads to use; 0 where it has to wait
   */
  int take(Resources wants, int waiting) {
    boolean fits = running == 0 || usedMiB + wants.memoryMiB() <= memoryMiB;
    if (freeThreads == 0 || !fits) {
      return 0;
    }
    int threads = wants.parallel() ? Math.max(1, Math.ceilDiv(freeThreads, waiting)) : 1;
    freeThreads -= threads;
    usedMiB += wants.memoryMiB();
    running++;
    return threads;
  }

  void giveBack(Resources wanted, int threads) {
    freeThreads += threads;
    usedMiB -= wanted.memoryMiB();
    running--;
  }

  boolean idle() {
    return running == 0;
  }
}
