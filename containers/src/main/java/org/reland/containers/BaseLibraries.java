package org.reland.containers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.reland.kit.error.ConfigurationException;

/**
 * The system libraries of an image that stands on others' base: read from its layers, as nothing is
 * started here. Libraries are looked for by name, wherever they lie; of the C library also whether
 * it is new enough.
 */
final class BaseLibraries {
  private static final Pattern C_LIBRARY = Pattern.compile("libc(\\.so\\.6|-2\\.\\d+\\.so)");
  private static final Pattern C_VERSION = Pattern.compile("GLIBC_2\\.(\\d+)");

  private final Set<String> names = new HashSet<>();
  private int version = -1;

  private BaseLibraries() {}

  /**
   * Reads an archive of docker save.
   *
   * @throws IOException where it cannot be read
   */
  static BaseLibraries of(Path archive) throws IOException {
    var libraries = new BaseLibraries();
    try (InputStream file = Files.newInputStream(archive);
        var tar = new TarArchiveInputStream(new BufferedInputStream(file))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        if (e.getName().endsWith(".tar.gz")) {
          libraries.layer(new TarArchiveInputStream(new GZIPInputStream(tar, 1 << 16)));
        }
      }
    }
    return libraries;
  }

  private void layer(TarArchiveInputStream layer) throws IOException {
    for (TarArchiveEntry e = layer.getNextEntry(); e != null; e = layer.getNextEntry()) {
      String name = e.getName().substring(e.getName().lastIndexOf('/') + 1);
      names.add(name);
      if (e.isFile() && C_LIBRARY.matcher(name).matches()) {
        version = Math.max(version, version(layer.readAllBytes()));
      }
    }
  }

  /**
   * The newest version of the C library that a binary names: 36 of 2.36; -1 where it names none.
   */
  private static int version(byte[] binary) {
    return C_VERSION
        .matcher(new String(binary, StandardCharsets.ISO_8859_1))
        .results()
        .map((MatchResult result) -> result.group(1))
        .mapToInt(Integer::parseInt)
        .max()
        .orElse(-1);
  }

  /**
   * Compares with what the programs of an image are linked to.
   *
   * @param needed names of libraries, such as {@code libc.so.6}
   * @param programs that are linked to them
   * @throws ConfigurationException where one is missing, or the C library is too old
   */
  void check(Set<String> needed, List<Path> programs, String base) throws IOException {
    Set<String> missing = new TreeSet<>(needed);
    missing.removeAll(names);
    if (!missing.isEmpty()) {
      throw new ConfigurationException(
          "base %s lacks %s, without which Java does not start. Take one with glibc, such as gcr.io/distroless/base-debian12"
              .formatted(base, missing));
    }
    for (Path program : programs) {
      int asked = version(Files.readAllBytes(program));
      if (version >= 0 && asked > version) {
        throw new ConfigurationException(
            "base %s has glibc 2.%d, and %s needs 2.%d: take a newer base, or a JDK that is built for older systems"
                .formatted(base, version, program.getFileName(), asked));
      }
    }
  }
}
