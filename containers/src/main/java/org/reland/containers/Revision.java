package org.reland.containers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.reland.kit.error.ConfigurationException;

/**
 * What the images are made of: a commit and its time. A checkout that differs from its commit says
 * so.
 *
 * @param commit its hash, with {@code -dirty} behind it where files were changed
 * @param time of the commit; the epoch where it is not known
 */
record Revision(String commit, Instant time) {
  /**
   * Of a checkout, or as it was told.
   *
   * @throws ConfigurationException where the sources are no checkout and no commit was told
   */
  static Revision of(Path source, Optional<String> told) throws InterruptedException {
    if (told.isPresent()) {
      return new Revision(told.get(), Instant.EPOCH);
    }
    if (!Files.exists(source.resolve(".git"))) {
      throw new ConfigurationException(
          "%s is no git checkout: name the commit with --revision"
              .formatted(source.toAbsolutePath().normalize()));
    }
    String[] commit = git(source, "log", "-1", "--format=%H %cI").split(" ", 2);
    boolean dirty = !git(source, "status", "--porcelain").isEmpty();
    return new Revision(
        commit[0] + (dirty ? "-dirty" : ""), OffsetDateTime.parse(commit[1]).toInstant());
  }

  private static String git(Path source, String... words) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-C", source.toString()));
    command.addAll(List.of(words));
    return Program.run(command);
  }
}
