package org.reland.containers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.error.TemporaryException;

/**
 * The one folder in which images are put together. A class-data archive holds the path of the
 * runtime that wrote it, so every build of this machine and of any other works in the same place,
 * one at a time.
 */
final class Workplace implements AutoCloseable {
  private static final String LOCK = "lock";

  private final Path folder;
  private final FileChannel channel;

  private Workplace(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes it.
   *
   * @throws TemporaryException where another build has it
   * @throws ConfigurationException where it belongs to somebody else
   */
  static Workplace open(Path folder) throws IOException {
    Path place = folder.toAbsolutePath();
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(
          place,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    // Anybody may have put it there before us, under a temporary folder.
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)
        || !Files.getOwner(place, LinkOption.NOFOLLOW_LINKS).equals(me())) {
      throw new ConfigurationException(
          "%s is not a folder of yours. Remove it, or name another with --work".formatted(place));
    }
    FileChannel channel =
        FileChannel.open(place.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new TemporaryException(
          "another build is at work in %s. Wait for it, or name another folder with --work"
              .formatted(place));
    }
    return new Workplace(place, channel);
  }

  /**
   * Whoever new files belong to. A container may run under a number that has no name, which the
   * name of the process' user would not tell.
   */
  private static UserPrincipal me() throws IOException {
    Path file = Files.createTempFile("reland-owner-", "");
    try {
      return Files.getOwner(file);
    } finally {
      Files.delete(file);
    }
  }

  /** A folder in it, new and empty. */
  Path folder(String name) throws IOException {
    Path path = folder.resolve(name);
    delete(path);
    return Files.createDirectories(path);
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> inside;
    try (var walk = Files.walk(path)) {
      inside = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : inside) {
      Files.delete(each);
    }
  }

  /** Empties it, as a later build makes all of it anew; after one that failed it is looked at. */
  void clear() throws IOException {
    List<Path> all;
    try (var list = Files.list(folder)) {
      all = list.filter(each -> !each.getFileName().toString().equals(LOCK)).toList();
    }
    for (Path each : all) {
      delete(each);
    }
  }

  /** Lets the next build in. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
