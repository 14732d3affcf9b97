package org.reland.recommend.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What some work has taken, in seconds.
 *
 * @param cpu over all threads of the process, the garbage collector's too
 */
record Spent(double wall, double cpu) {
  private static final OperatingSystemMXBean MACHINE =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** By the work done so many times. */
  static Spent on(int times, Runnable work) {
    long wall = System.nanoTime();
    long cpu = MACHINE.getProcessCpuTime();
    for (int i = 0; i < times; i++) {
      work.run();
    }
    return new Spent(
        (System.nanoTime() - wall) / 1e9 / times,
        (MACHINE.getProcessCpuTime() - cpu) / 1e9 / times);
  }

  /** Both, one after the other. */
  Spent and(Spent other) {
    return new Spent(wall + other.wall, cpu + other.cpu);
  }
}
