package org.reland.kit.store;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileStoreTest extends ArtifactStoreContract {
  @TempDir Path folder;

  @Override
  ArtifactStore store() {
    return FileStore.at(folder);
  }

  @Test
  void aNameCannotLeaveTheStore() {
    assertThrows(IllegalArgumentException.class, () -> store().exists("../outside"));
  }
}
