package org.reland.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.reland.kit.error.ConfigurationException;

/**
 * The least that a JVM needs beside itself: the loader and the C library of this machine, and the
 * names of two users. Certificates and time zones are the Java runtime's own; there is no shell.
 */
final class SystemFiles {
  static final String USER = "8737";

  private static final Pattern NEEDED =
      Pattern.compile("^\\s*(?:\\S+ => )?(/\\S+) \\(0x", Pattern.MULTILINE);

  private static final Pattern MISSING = Pattern.compile("(\\S+) => not found");

  private static final Map<String, String> WRITTEN =
      Map.of(
          "/etc/passwd",
          """
          root:x:0:0:root:/:/sbin/nologin
          reland:x:%1$s:%1$s:reland:/tmp:/sbin/nologin
          """
              .formatted(USER),
          "/etc/group",
          """
          root:x:0:
          reland:x:%s:
          """
              .formatted(USER),
          "/etc/nsswitch.conf",
          """
          passwd: files
          group: files
          hosts: files dns
          """);

  private SystemFiles() {}

  /** Paths in the image, and where each file lies here. */
  static Map<String, Path> of(List<Root> roots, Path folder)
      throws IOException, InterruptedException {
    Map<String, Path> files = new TreeMap<>();
    for (Map.Entry<String, String> file : WRITTEN.entrySet()) {
      Path path = folder.resolve(file.getKey().substring(1));
      Files.createDirectories(path.getParent());
      files.put(file.getKey(), Files.writeString(path, file.getValue()));
    }
    for (Root root : roots) {
      for (String library : libraries(root)) {
        files.put(library, Path.of(library).toRealPath());
      }
    }
    return files;
  }

  /** What of an image is linked to libraries: the runtime and the native libraries. */
  static List<Path> programs(Root root) throws IOException {
    return root.files().stream()
        .filter(file -> file.endsWith(".so") || file.equals(Root.JAVA + "/bin/java"))
        .map(root::at)
        .toList();
  }

  /** What these are linked to, the image's own apart, as paths of this machine. */
  static List<String> libraries(Root root) throws IOException, InterruptedException {
    List<String> own = root.files();
    List<String> command = new ArrayList<>(List.of("ldd"));
    programs(root).forEach(program -> command.add(program.toString()));
    String listed = Program.run(command);
    Matcher missing = MISSING.matcher(listed);
    while (missing.find()) {
      String name = missing.group(1);
      // Libraries of the runtime find each other once the JVM has loaded the first.
      if (own.stream().noneMatch(file -> file.endsWith("/" + name))) {
        throw new ConfigurationException(
            "%s, which %s needs, is missing on this machine"
                .formatted(name, root.contents().name()));
      }
    }
    List<String> libraries = new ArrayList<>();
    Matcher matcher = NEEDED.matcher(listed);
    while (matcher.find()) {
      if (!matcher.group(1).startsWith(root.folder().toString())) {
        libraries.add(matcher.group(1));
      }
    }
    return libraries;
  }

  /** The C library, where no package manager knows it: {@code glibc 2.36}. */
  static SystemPackage library() throws InterruptedException {
    String[] version = Program.run(List.of("getconf", "GNU_LIBC_VERSION")).split(" ", 2);
    return new SystemPackage(version[0], version[1], "pkg:generic/glibc@" + version[1]);
  }
}
