package org.reland.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The class-data archive of an image: its classes parsed and verified ahead, which more than halves
 * the time to a step's first work. A static archive from a sorted list, as JDK 25's AOT cache holds
 * profiles of the training run and so differs from build to build.
 */
final class ClassArchive {
  private ClassArchive() {}

  /**
   * Writes it beside the argument file.
   *
   * @param classes as {@link ClassList} gives them
   */
  static void dump(Root root, String classes) throws IOException, InterruptedException {
    Path list = root.folder().resolveSibling(root.contents().name() + ".classes");
    Files.writeString(list, classes);
    Path archive = root.at(root.contents().launcher().archive());
    Program.run(
        root.jvm(
            List.of(
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + list,
                "-XX:SharedArchiveFile=" + archive,
                // Else the heap, and with it the archive, follows the machine's memory.
                "-Xmx512m",
                "-Xlog:disable",
                "-Xlog:all=error")));
    Files.setLastModifiedTime(archive, Root.TIME);
  }
}
