package org.reland.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the images stand on: an image of others, or this machine's C library.
 *
 * @param name as it was given
 * @param image as Jib takes it: a name, or {@code tar://}; empty where the files are all
 * @param digest of an archive the image's id, of a name what stands behind its {@code @}
 * @param files paths in the image, and where they come from
 */
record Base(String name, Optional<String> image, Optional<String> digest, Map<String, Path> files) {
  /**
   * Finds it.
   *
   * @param base an archive, a layout, a name; null for this machine's files
   * @param roots of the images, whose programs tell what they need
   */
  static Base of(@Nullable String base, List<Root> roots, Workplace place)
      throws IOException, InterruptedException {
    if (base == null) {
      return new Base(
          "scratch",
          Optional.empty(),
          Optional.empty(),
          SystemFiles.of(roots, place.folder("system")));
    }
    Path path = Path.of(base);
    if (!Files.exists(path)) {
      return new Base(base, Optional.of(base), named(base), Map.of());
    }
    Path archive = OciLayout.asArchive(path, place);
    return new Base(
        path.getFileName().toString(),
        Optional.of("tar://" + archive.toAbsolutePath()),
        Optional.of(OciLayout.imageId(archive)),
        Map.of());
  }

  private static Optional<String> named(String base) {
    int at = base.indexOf('@');
    return at < 0 ? Optional.empty() : Optional.of(base.substring(at + 1));
  }
}
