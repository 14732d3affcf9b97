package org.reland.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassListTest {
  @TempDir Path folder;

  private Path list(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  @Test
  void theOrderInWhichThreadsLoadedClassesDoesNotShow() throws IOException {
    Path one = list("one", "# a note", "b/B id: 1", "a/A id: 2", "@lambda-proxy b/B run");
    Path other = list("other", "a/A id: 1", "@lambda-proxy b/B run", "b/B id: 7");
    assertEquals("a/A\nb/B\n@lambda-proxy b/B run\n", ClassList.merged(List.of(one)));
    assertEquals(ClassList.merged(List.of(one)), ClassList.merged(List.of(other, one)));
  }

  @Test
  void classesOfOtherLoadersAreLeftOut() throws IOException {
    Path list = list("list", "a/A id: 1", "c/C id: 2 super: 1 source: /tmp/some.jar");
    assertEquals("a/A\n", ClassList.merged(List.of(list)));
  }
}
