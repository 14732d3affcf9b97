package org.reland.linalg;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs numbered chunks of work on a fixed number of threads, the caller's among them. What a chunk
 * covers is fixed by the caller and never by the number of threads, so results that depend on
 * chunks alone keep their bytes on any machine. Calls may be nested and may come from several
 * threads.
 */
public final class Parallel implements AutoCloseable {
  private static final Parallel CALLER = new Parallel(1);

  /** Below so many operations, some microseconds, waking a thread costs more than it saves. */
  private static final long WORTHWHILE = 1 << 20;

  private final int threads;
  private final @Nullable ExecutorService others;

  private Parallel(int threads) {
    this.threads = threads;
    this.others = threads == 1 ? null : Executors.newFixedThreadPool(threads - 1, daemons());
  }

  /** {@code threads} at work at a time, the caller's included. */
  public static Parallel of(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + threads);
    }
    return new Parallel(threads);
  }

  /** Everything on the caller's thread. */
  public static Parallel serial() {
    return new Parallel(1);
  }

  /**
   * This, or the caller's thread alone where the work is too little to share.
   *
   * @param operations multiplications or so, over all chunks
   */
  public Parallel forWork(long operations) {
    return operations < WORTHWHILE ? CALLER : this;
  }

  private static ThreadFactory daemons() {
    return Thread.ofPlatform().name("kernel-", 1).daemon().factory();
  }

  public int threads() {
    return threads;
  }

  /**
   * Calls {@code body} once for each chunk number in 0 .. chunks - 1, in no particular order, and
   * returns when all are done. After a failure the chunks not yet begun are left out and the first
   * failure is thrown.
   */
  public void forEach(int chunks, IntConsumer body) {
    if (others == null || chunks <= 1) {
      for (int chunk = 0; chunk < chunks; chunk++) {
        body.accept(chunk);
      }
      return;
    }
    Job job = new Job(chunks, body);
    try {
      for (int i = Math.min(threads, chunks) - 1; i > 0; i--) {
        others.execute(job);
      }
    } catch (RejectedExecutionException closed) {
      throw new IllegalStateException("this Parallel is closed", closed);
    }
    job.run();
    job.join();
  }

  /**
   * Lets the threads go. Work under way on them is finished first by the call that waits for it.
   */
  @Override
  public void close() {
    if (others != null) {
      others.shutdown();
    }
  }

  /** Workers and caller draw chunks from one counter; a worker that comes late finds none left. */
  private static final class Job implements Runnable {
    private final int chunks;
    private final IntConsumer body;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch done;

    Job(int chunks, IntConsumer body) {
      this.chunks = chunks;
      this.body = body;
      this.done = new CountDownLatch(chunks);
    }

    @Override
    public void run() {
      for (int chunk = next.getAndIncrement(); chunk < chunks; chunk = next.getAndIncrement()) {
        try {
          if (failure.get() == null) {
            body.accept(chunk);
          }
        } catch (Throwable t) {
          failure.compareAndSet(null, t);
        } finally {
          done.countDown();
        }
      }
    }

    void join() {
      boolean interrupted = false;
      while (true) {
        try {
          done.await();
          break;
        } catch (InterruptedException e) {
          // The arrays are still being written to: leaving now would hand out half a result.
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      switch (failure.get()) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      }
    }
  }
}
