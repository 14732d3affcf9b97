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

  private String merged(Path... lists) throws IOException {
    Path common =
        list("common", "java/lang/Object id: 0", "java/util/concurrent/Future id: 3", "@cp x 1");
    return ClassList.merged(List.of(lists), common);
  }

  @Test
  void theOrderInWhichThreadsLoadedClassesDoesNotShow() throws IOException {
    Path one = list("one", "# a note", "k/B id: 1", "k/A id: 2", "@lambda-proxy k/B run");
    Path other = list("other", "k/A id: 1", "@lambda-proxy k/B run", "@cp k/A 1 7", "k/B id: 7");
    String expected = "java/util/concurrent/Future\nk/A\nk/B\n@lambda-proxy k/B run\n";
    assertEquals(expected, merged(one));
    assertEquals(expected, merged(other, one));
  }

  @Test
  void whatThreadsLoadWhenTheyMeetComesFromTheRuntimesOwnList() throws IOException {
    Path met = list("met", "k/A id: 1", "java/util/concurrent/CompletionException id: 2");
    Path missed = list("missed", "k/A id: 1");
    assertEquals("java/util/concurrent/Future\nk/A\n", merged(met));
    assertEquals(merged(met), merged(missed));
  }

  @Test
  void classesOfOtherLoadersAreLeftOut() throws IOException {
    Path list = list("list", "k/A id: 1", "k/C id: 2 super: 1 source: /tmp/some.jar");
    assertEquals("java/util/concurrent/Future\nk/A\n", merged(list));
  }
}
