package org.reland.kit.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileStoreTest extends ArtifactStoreContract {
  @TempDir Path folder;

  @Override
  ArtifactStore store() {
    return FileStore.at(folder);
  }

  /** Exits with 0 where it gets the lease, and with 1 where somebody has it. */
  static final class LeaseSeeker {
    private LeaseSeeker() {}

    public static void main(String[] args) throws IOException {
      System.exit(FileStore.at(Path.of(args[0])).lease(args[1]).isPresent() ? 0 : 1);
    }
  }

  private boolean anotherProcessGets(String lease) throws Exception {
    return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LeaseSeeker.class.getName(),
                folder.toString(),
                lease)
            .inheritIO()
            .start()
            .waitFor()
        == 0;
  }

  @Test
  void aLeaseStaysTakenForOtherProcessesWhenItsHolderAsksForItAgain() throws Exception {
    var lease = store().lease("leases/a").orElseThrow();
    assertFalse(anotherProcessGets("leases/a"));
    assertTrue(store().lease("leases/a").isEmpty());
    assertFalse(anotherProcessGets("leases/a"));
    lease.close();
    assertTrue(anotherProcessGets("leases/a"));
  }

  @Test
  void whatIsLeftOfAKilledWriterIsNeverWrittenToAgain() throws IOException {
    store().putIfAbsent("x/manifest", new byte[] {1});
    // Killed between making the link and deleting the temporary name: both are one file. In a
    // container the next process has the same number, and counts from the same start.
    for (int i = 0; i < 20; i++) {
      Path leftover = folder.resolve("_tmp/" + ProcessHandle.current().pid() + "-" + i);
      Files.createLink(leftover, folder.resolve("x/manifest"));
    }
    ArtifactStore restarted = store();
    for (int i = 0; i < 20; i++) {
      restarted.put("y/" + i, new byte[] {2});
    }
    assertArrayEquals(new byte[] {1}, restarted.get("x/manifest").orElseThrow());
    assertEquals(List.of("x/manifest"), restarted.list("x/"));
  }

  @Test
  void oldTemporaryFilesAreSweptAndFreshOnesAreSomebodysWork() throws IOException {
    Files.createDirectories(folder.resolve("_tmp"));
    Path old = Files.write(folder.resolve("_tmp/old"), new byte[3]);
    Path fresh = Files.write(folder.resolve("_tmp/fresh"), new byte[3]);
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(30))));
    store().put("a", new byte[1]);
    assertFalse(Files.exists(old));
    assertTrue(Files.exists(fresh));
  }

  @Test
  void aNameCannotLeaveTheStore() {
    assertThrows(IllegalArgumentException.class, () -> store().exists("../outside"));
  }
}
