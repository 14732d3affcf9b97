package org.reland.cli.argo;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * The wait between tries after a server was not reached: twice as long each time, up to half a
 * minute, and spread, so that many clients do not come back at once. A success begins anew.
 */
public final class RetryPause {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int TRIES = 10;

  /** Waits. */
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  private final Sleeper sleeper;
  private final DoubleSupplier random;
  private int failures;

  /**
   * A pause.
   *
   * @param random from 0 to 1
   */
  public RetryPause(Sleeper sleeper, DoubleSupplier random) {
    this.sleeper = sleeper;
    this.random = random;
  }

  public static RetryPause ofSystem() {
    return new RetryPause(Thread::sleep, () -> ThreadLocalRandom.current().nextDouble());
  }

  public void succeeded() {
    failures = 0;
  }

  /**
   * Waits before the next try.
   *
   * @throws ApiException {@code failure} itself, where it was one too many or trying cannot help
   */
  public void after(ApiException failure) throws InterruptedException {
    if (!failure.temporary() || ++failures > TRIES) {
      throw failure;
    }
    long full = Math.min(FIRST.toMillis() << (failures - 1), LONGEST.toMillis());
    sleeper.sleep(Duration.ofMillis((long) (full * (0.5 + random.getAsDouble() / 2))));
  }
}
