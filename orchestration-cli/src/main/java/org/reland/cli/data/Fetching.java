package org.reland.cli.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.reland.cli.data.Publication.PublishedFile;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.error.TemporaryException;
import org.reland.kit.store.Digest;

/** The files of a data set, brought into a folder, checked and unpacked; what is there stays. */
final class Fetching {
  private final String base;
  private final Path folder;
  private final Download download;
  private final PrintStream out;

  /**
   * Into a folder, which is made where it is missing.
   *
   * @param base address that the files lie under; ends with a slash
   */
  Fetching(String base, Path folder, Download download, PrintStream out) {
    this.base = base;
    this.folder = folder;
    this.download = download;
    this.out = out;
  }

  /**
   * Fetches what is not there.
   *
   * @throws BadDataException where a file is another one than was published
   * @throws TemporaryException where somebody else is at it
   */
  void fetch(List<PublishedFile> files) throws IOException, InterruptedException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new ConfigurationException(folder + ": is no folder to fetch into");
    }
    Files.createDirectories(folder);
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new TemporaryException(
            "another reland is fetching into %s: wait for it".formatted(folder));
      }
      fetchAlone(files);
    }
  }

  private void fetchAlone(List<PublishedFile> files) throws IOException, InterruptedException {
    Fetched fetched = Fetched.in(folder);
    for (PublishedFile file : files) {
      Path path = folder.resolve(file.name());
      Optional<String> wanted = file.sha256().or(() -> fetched.digest(file.name()));
      if (Files.exists(path)) {
        String digest = checked(file, path, wanted, "Move it away, and it is fetched anew");
        if (fetched.digest(file.name()).isEmpty()) {
          fetched.note(file.name(), new Fetched.Entry("", Files.size(path), digest));
        }
        out.println("  " + path + " is there, sha256 " + digest);
      } else {
        fetch(file, path, wanted, fetched);
      }
      unpack(file, path);
    }
  }

  private void fetch(PublishedFile file, Path path, Optional<String> wanted, Fetched fetched)
      throws IOException, InterruptedException {
    URI url = URI.create(base + file.name());
    Path part = download.fetch(url, path);
    String digest;
    try {
      String remedy = "It is removed: try again, or another server with --mirror";
      digest = checked(file, part, wanted, remedy);
    } catch (BadDataException e) {
      Download.forget(path);
      throw new BadDataException(url + ": " + e.getMessage(), e);
    }
    Download.finish(path);
    fetched.note(file.name(), new Fetched.Entry(url.toString(), Files.size(path), digest));
    out.println("  " + path + ", %,d bytes, sha256 %s".formatted(Files.size(path), digest));
  }

  /** Its digest, which is the wanted one; where none is known, the file is at least whole. */
  private static String checked(
      PublishedFile published, Path file, Optional<String> wanted, String remedy)
      throws IOException {
    String digest = Digest.of(file);
    if (wanted.isEmpty()) {
      if (published.name().endsWith(".gz")) {
        requireWholeGzip(file, remedy);
      }
    } else if (!wanted.get().equals(digest)) {
      throw new BadDataException(
          (published.sha256().isPresent()
                  ? "%s is not the file that was published: its sha256 is %s, and %s is right. %s"
                  : "%s is not the file that was there first: its sha256 is %s, and that of the first was %s. %s. If the new one is right, remove its entry in fetched.json")
              .formatted(file, digest, wanted.get(), remedy));
    }
    return digest;
  }

  /** The format ends with a checksum of the content and its length. */
  private static void requireWholeGzip(Path file, String remedy) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (ZipException | EOFException e) {
      throw new BadDataException(
          "%s is damaged or cut off: %s. %s".formatted(file, e.getMessage(), remedy), e);
    }
  }

  private void unpack(PublishedFile file, Path archive) throws IOException {
    if (file.entries().isEmpty()) {
      return;
    }
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      List<String> missing = new ArrayList<>(file.entries());
      for (ZipEntry entry : zip.stream().toList()) {
        String name = entry.getName().replaceFirst(".*/", "");
        if (!entry.isDirectory() && missing.remove(name)) {
          unpack(zip, entry, folder.resolve(name));
        }
      }
      if (!missing.isEmpty()) {
        throw new BadDataException(
            "%s holds no %s".formatted(archive, String.join(" and no ", missing)));
      }
    }
  }

  private void unpack(ZipFile zip, ZipEntry entry, Path target) throws IOException {
    Path part = Download.part(target);
    try (InputStream in = zip.getInputStream(entry)) {
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
    }
    if (Files.exists(target)) {
      boolean same = Files.mismatch(part, target) < 0;
      Files.delete(part);
      if (!same) {
        throw new BadDataException(
            "%s is there already, and not what the archive holds: move it away, or fetch into another folder (--to)"
                .formatted(target));
      }
      return;
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    out.println("  " + target);
  }
}
