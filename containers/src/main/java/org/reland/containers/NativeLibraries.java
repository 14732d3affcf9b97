package org.reland.containers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.reland.kit.error.ConfigurationException;

/**
 * Native libraries that lie in jars and would be unpacked at every start: they are unpacked once,
 * when the image is built, and the jars' code is told where. So nothing has to be written or mapped
 * from a writable folder.
 */
final class NativeLibraries {
  static final String FOLDER = Launcher.HOME + "/lib";

  /** A library of this machine's architecture, of Linux and of glibc, by its place in a jar. */
  private static final Pattern OURS =
      Pattern.compile(
          "(?i)(?!.*(musl|android|freebsd|sunos|aix))(?=.*(?<![a-z0-9])(%s)(?![a-z0-9])).*\\.so"
              .formatted(architecture()));

  /** By which properties each jar's code is told; of the library's path in the image. */
  private record Known(Pattern file, Function<String, List<String>> properties) {}

  private static final List<Known> KNOWN =
      List.of(
          new Known(
              Pattern.compile("libzstd-jni-.*\\.so"), path -> List.of("ZstdNativePath=" + path)),
          new Known(
              Pattern.compile("libsnappyjava\\.so"),
              path ->
                  List.of(
                      "org.xerial.snappy.lib.path=" + FOLDER,
                      "org.xerial.snappy.lib.name=libsnappyjava.so")));

  private NativeLibraries() {}

  private static String architecture() {
    return switch (System.getProperty("os.arch")) {
      case "amd64" -> "amd64|x86_64";
      case "aarch64" -> "aarch64|arm64";
      case String other -> other;
    };
  }

  /**
   * Unpacks what the jars hold for this machine.
   *
   * @param target folder for the libraries
   * @return the system properties that tell of them, as name=value
   * @throws ConfigurationException where a jar holds one that is not known here: it would be
   *     unpacked at run time, into a root file system that is read only
   */
  static List<String> unpack(List<Path> jars, Path target) throws IOException {
    Files.createDirectories(target);
    List<String> properties = new ArrayList<>();
    for (Path jar : jars) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        zip.stream()
            .filter(entry -> OURS.matcher(entry.getName()).matches())
            .forEach(entry -> properties.addAll(unpack(jar, zip, entry, target)));
      }
    }
    return properties;
  }

  private static List<String> unpack(Path jar, ZipFile zip, ZipEntry entry, Path target) {
    String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
    Optional<Known> known = KNOWN.stream().filter(k -> k.file().matcher(name).matches()).findAny();
    if (known.isEmpty()) {
      throw new ConfigurationException(
          "%s holds the native library %s, of which NativeLibraries does not know by which property its code is told where it lies: add it there"
              .formatted(jar.getFileName(), entry.getName()));
    }
    try (InputStream in = zip.getInputStream(entry)) {
      Files.copy(in, target.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return known.get().properties().apply(FOLDER + "/" + name);
  }
}
