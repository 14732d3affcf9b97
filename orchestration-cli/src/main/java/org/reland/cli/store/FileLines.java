package org.reland.cli.store;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reland.kit.error.BadDataException;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.Digest;
import org.reland.kit.store.Manifest;

/**
 * Files as lines of text, so that they pass through a pod's log: a line that begins one, its bytes
 * in Base64, a line with its digest that ends it.
 */
final class FileLines {
  /** Bytes that a log still takes: nodes cut logs at some 10 MiB. */
  private static final long MOST = 5L << 20;

  private static final String BEGIN = "reland-file-begin ";
  private static final String END = "reland-file-end ";

  /** Below 16 KiB, where container runtimes break lines. */
  private static final int BYTES_A_LINE = 6000;

  private final PrintStream out;

  FileLines(PrintStream out) {
    this.out = out;
  }

  /**
   * Writes the files of an artifact.
   *
   * @throws BadDataException where they are too much
   */
  void write(ArtifactSource source, ArtifactStore store) throws IOException {
    long bytes = source.output().bytes();
    if (bytes > MOST) {
      throw new BadDataException(
          "%s has %,d MiB, and at most %,d go through a log: mount the volume claim of the store, and use --store there"
              .formatted(source.artifact(), bytes >> 20, MOST >> 20));
    }
    for (Manifest.Part part : source.output().parts()) {
      byte[] content = source.read(store, part);
      out.println(BEGIN + part.file());
      for (int from = 0; from < content.length; from += BYTES_A_LINE) {
        int to = Math.min(content.length, from + BYTES_A_LINE);
        out.println(Base64.getEncoder().encodeToString(Arrays.copyOfRange(content, from, to)));
      }
      out.println(END + part.sha256());
    }
    out.flush();
  }

  /** Makes files of them again; other lines are passed on. */
  static final class Reader {
    private final Path folder;
    private final PrintStream others;
    private final List<Path> files = new ArrayList<>();
    private @Nullable String name;
    private StringBuilder text = new StringBuilder();

    Reader(Path folder, PrintStream others) {
      this.folder = folder;
      this.others = others;
    }

    void line(String line) {
      if (line.startsWith(BEGIN)) {
        name = line.substring(BEGIN.length());
        text = new StringBuilder();
      } else if (name == null) {
        others.println(line);
      } else if (line.startsWith(END)) {
        write(name, line.substring(END.length()));
        name = null;
      } else {
        text.append(line).append('\n');
      }
    }

    /**
     * Says where the files are.
     *
     * @throws BadDataException where one has not come whole
     */
    void complete() {
      if (name != null || files.isEmpty()) {
        throw new BadDataException(
            "the log of the pod ended before %s had come whole: try again"
                .formatted(name == null ? "the first file" : name));
      }
      files.forEach(file -> others.println("  " + file));
    }

    private void write(String file, String digest) {
      Path target = folder.resolve(file).normalize();
      if (!target.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize())) {
        throw new BadDataException(
            "the pod sent a file '%s', which would lie outside of %s: nothing is written"
                .formatted(file, folder.toAbsolutePath().normalize()));
      }
      byte[] bytes = Base64.getMimeDecoder().decode(text.toString());
      if (!Digest.of(bytes).equals(digest)) {
        throw new BadDataException(file + " has not come as it was sent: try again");
      }
      try {
        Files.createDirectories(target.toAbsolutePath().getParent());
        Path unfinished = target.resolveSibling(target.getFileName() + ".part");
        Files.write(unfinished, bytes);
        Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      files.add(target);
    }
  }
}
