package org.reland.cli.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.FileStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Tries what runs rely on in a store: that a name is taken by its first writer only, and that a
 * lease is one process' until that is killed. {@code reland doctor --try-store} has it done where
 * the store is; by one pod, so on one node.
 */
@Command(name = "probe", description = "Tries what runs rely on in a store.")
final class ProbeCommand implements Callable<Integer> {
  @Mixin private StoreOption store = new StoreOption();

  /** What a server of files may take to notice that the holder of a lock is gone. */
  private static final Duration NOTICED = Duration.ofSeconds(60);

  @Override
  public Integer call() throws IOException, InterruptedException {
    FileStore artifacts = store.open();
    String name = "_tmp/probe-" + UUID.randomUUID();
    byte[] first = "first".getBytes(StandardCharsets.UTF_8);
    try {
      promise(artifacts.putIfAbsent(name, first), "a name that is free can be taken");
      promise(!artifacts.putIfAbsent(name, new byte[1]), "a name that is taken cannot be taken");
      promise(
          artifacts.get(name).filter(bytes -> bytes.length == first.length).isPresent(),
          "the first writer's bytes are kept");
      promise(leased(artifacts, name + "-lease"), "a lease can be had");
      betweenProcesses(artifacts, name + "-lease");
    } finally {
      artifacts.delete(name);
      artifacts.delete(name + "-lease");
    }
    System.out.println(
        "the store takes a name once, and a lease is one process' until that is killed (tried on one node)");
    return 0;
  }

  private static void betweenProcesses(FileStore artifacts, String name)
      throws IOException, InterruptedException {
    try (LeaseHolder holder = LeaseHolder.of(artifacts, name).orElse(null)) {
      promise(holder != null, "another process can have a lease");
      promise(!leased(artifacts, name), "a lease that another process has cannot be had");
    }
    long end = System.nanoTime() + NOTICED.toNanos();
    boolean freed = leased(artifacts, name);
    while (!freed && System.nanoTime() < end) {
      Thread.sleep(200);
      freed = leased(artifacts, name);
    }
    promise(freed, "a lease is free again when its process was killed");
  }

  /** Without file locks the attempt fails. */
  private static boolean leased(ArtifactStore artifacts, String name) {
    try (ArtifactStore.Lease lease = artifacts.lease(name).orElse(null)) {
      return lease != null;
    } catch (IOException e) {
      return false;
    }
  }

  private static void promise(boolean kept, String what) {
    if (!kept) {
      throw new ConfigurationException(
          "of this store it does not hold that %s: its volume needs hard links and file locks"
              .formatted(what));
    }
  }
}
