package org.reland.cli.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.FileStore;

/**
 * A process of its own that takes a lease and holds it until it is killed: locks that hold within
 * one process say nothing of others.
 */
final class LeaseHolder implements AutoCloseable {
  private static final String HELD = "held";

  /** Of a holder that nobody kills. */
  private static final Duration LIFE = Duration.ofMinutes(2);

  private final Process process;

  private LeaseHolder(Process process) {
    this.process = process;
  }

  /** Starts one; empty where it got no lease. */
  static Optional<LeaseHolder> of(FileStore store, String name) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // Beside this JVM, in a container that has memory for one.
            "-Xmx32m",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            LeaseHolder.class.getName(),
            Path.of(store.uri()).toString(),
            name);
    var holder =
        new LeaseHolder(
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    if (HELD.equals(holder.process.inputReader().readLine())) {
      return Optional.of(holder);
    }
    holder.close();
    return Optional.empty();
  }

  /** Kills it, as a pod is killed. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** The other process' side: {@code FOLDER NAME}. */
  public static void main(String[] args) throws InterruptedException {
    try (ArtifactStore.Lease lease = FileStore.at(Path.of(args[0])).lease(args[1]).orElse(null)) {
      System.out.println(lease == null ? "not to be had" : HELD);
      if (lease != null) {
        TimeUnit.NANOSECONDS.sleep(LIFE.toNanos());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
