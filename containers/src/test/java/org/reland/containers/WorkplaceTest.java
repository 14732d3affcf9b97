package org.reland.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.error.ConfigurationException;

final class WorkplaceTest {
  @TempDir Path folder;

  @Test
  void aFolderIsTakenAgainByWhoeverMadeIt() throws IOException {
    Path place = folder.resolve("place");
    Workplace.open(place).close();
    Workplace.open(place).close();
    assertTrue(Files.exists(place));
  }

  @Test
  void afterABuildThatSucceededOnlyTheLockIsLeft() throws IOException {
    Path place = folder.resolve("place");
    try (Workplace workplace = Workplace.open(place)) {
      Files.writeString(workplace.folder("some").resolve("file"), "");
      Files.writeString(place.resolve("some.classes"), "");
      workplace.clear();
    }
    try (var left = Files.list(place)) {
      assertEquals(List.of(place.resolve("lock")), left.toList());
    }
  }

  @Test
  void whatIsNoFolderOfOnesOwnIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThrows(ConfigurationException.class, () -> Workplace.open(file));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    assertThrows(ConfigurationException.class, () -> Workplace.open(link));
  }
}
