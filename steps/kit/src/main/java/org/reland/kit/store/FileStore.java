package org.reland.kit.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A store in a folder. Objects are written to a temporary file on the same volume and renamed; the
 * first writer wins by a hard link, which fails where the name is taken. A lease is a file lock, so
 * the operating system takes it back from a process that was killed.
 */
public final class FileStore implements ArtifactStore {
  private static final String TEMPORARY = "_tmp";

  /** What a killed process left behind is swept after this time; no object takes so long. */
  private static final Duration ABANDONED = Duration.ofDays(7);

  private final Path root;
  private final AtomicBoolean swept = new AtomicBoolean();

  private FileStore(Path root) {
    this.root = root;
  }

  public static FileStore at(Path root) {
    return new FileStore(root.toAbsolutePath().normalize());
  }

  @Override
  public URI uri() {
    return root.toUri();
  }

  @Override
  public Optional<byte[]> get(String name) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(path(name)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<InputStream> open(String name) throws IOException {
    try {
      return Optional.of(Files.newInputStream(path(name)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean exists(String name) {
    return Files.isRegularFile(path(name));
  }

  @Override
  public void put(String name, byte[] bytes) throws IOException {
    try (Pending pending = create(name)) {
      pending.stream().write(bytes);
      pending.commit();
    }
  }

  @Override
  public boolean putIfAbsent(String name, byte[] bytes) throws IOException {
    Path target = path(name);
    if (Files.exists(target)) {
      return false;
    }
    Path temporary = temporary();
    try {
      try (FileChannel channel = open(temporary);
          OutputStream out = Channels.newOutputStream(channel)) {
        out.write(bytes);
        channel.force(true);
      }
      Files.createDirectories(target.getParent());
      Files.createLink(target, temporary);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  @Override
  public Pending create(String name) throws IOException {
    Path target = path(name);
    Path temporary = temporary();
    FileChannel channel = open(temporary);
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    return new Pending() {
      @Override
      public OutputStream stream() {
        return out;
      }

      @Override
      public void commit() throws IOException {
        out.flush();
        channel.force(true);
        out.close();
        Files.createDirectories(target.getParent());
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      }

      @Override
      public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
      }
    };
  }

  @Override
  public List<String> list(String prefix) throws IOException {
    Path folder = prefix.isEmpty() ? root : path(prefix);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .map(p -> root.relativize(p).toString().replace('\\', '/'))
          .filter(n -> !n.startsWith(TEMPORARY + "/"))
          .sorted()
          .toList();
    }
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(path(name));
  }

  @Override
  public Optional<Lease> lease(String name) throws IOException {
    Path path = path(name);
    Files.createDirectories(path.getParent());
    return FileLease.of(path);
  }

  private Path path(String name) {
    Path path = root.resolve(name).normalize();
    if (!path.startsWith(root)) {
      throw new IllegalArgumentException("object name outside the store: " + name);
    }
    return path;
  }

  /** A name that nobody has had: process ids repeat, in containers above all. */
  private Path temporary() throws IOException {
    Path folder = root.resolve(TEMPORARY);
    Files.createDirectories(folder);
    if (swept.compareAndSet(false, true)) {
      sweep(folder);
    }
    return folder.resolve(UUID.randomUUID().toString());
  }

  private static void sweep(Path folder) throws IOException {
    Instant limit = Instant.now().minus(ABANDONED);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        try {
          if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
            Files.delete(file);
          }
        } catch (NoSuchFileException e) {
          // Another process has finished with it or swept it.
        }
      }
    }
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }
}
