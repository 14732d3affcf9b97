package org.reland.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the images stand on: an image of others, or this machine's C library.
 *
 * @param name as it was given
 * @param image as Jib takes it: a name, or {@code tar://}; empty where the files are all
 * @param files paths in the image, and where they come from
 */
record Base(String name, Optional<String> image, Map<String, Path> files) {
  /**
   * Finds it.
   *
   * @param base an archive, a layout, a name; null for this machine's files
   * @param root of one of the images, whose programs tell what they need
   */
  static Base of(@Nullable String base, Root root, Workplace place)
      throws IOException, InterruptedException {
    if (base == null) {
      return new Base("scratch", Optional.empty(), SystemFiles.of(root, place.folder("system")));
    }
    Path path = Path.of(base);
    if (!Files.exists(path)) {
      return new Base(base, Optional.of(base), Map.of());
    }
    Path archive = OciLayout.asArchive(path, place);
    return new Base(
        path.getFileName().toString(), Optional.of("tar://" + archive.toAbsolutePath()), Map.of());
  }
}
