package org.reland.containers;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.reland.kit.error.ConfigurationException;

/**
 * A package of this machine's distribution that a file comes from, by the name under which scanners
 * look for what is known to be wrong with it (package-url, types deb and rpm).
 */
record SystemPackage(String name, String version, String purl) {
  private static final Path RELEASE = Path.of("/etc/os-release");

  /** The package of a file; empty where neither dpkg nor rpm knows it. */
  static Optional<SystemPackage> of(String file) throws IOException, InterruptedException {
    Map<String, String> release = release();
    String distribution =
        release.getOrDefault("ID", "linux") + "-" + release.getOrDefault("VERSION_ID", "rolling");
    Optional<String> owner =
        said("dpkg-query", "--search", file).map(text -> text.replaceFirst(": /.*", ""));
    if (owner.isPresent()) {
      return said(
              "dpkg-query",
              "--show",
              "--showformat=${Package} ${Version} ${Architecture}",
              owner.get())
          .map(text -> of("deb", text, release, distribution));
    }
    return said(
            "rpm",
            "--query",
            "--queryformat",
            "%{NAME} %{VERSION}-%{RELEASE} %{ARCH}",
            "--file",
            file)
        .map(text -> of("rpm", text, release, distribution));
  }

  /**
   * From what a package manager says.
   *
   * @param text name, version and architecture
   */
  static SystemPackage of(
      String type, String text, Map<String, String> release, String distribution) {
    String[] words = text.split(" ", 3);
    String purl =
        "pkg:%s/%s/%s@%s?arch=%s&distro=%s"
            .formatted(
                type,
                release.getOrDefault("ID", "linux"),
                URLEncoder.encode(words[0], StandardCharsets.UTF_8),
                URLEncoder.encode(words[1], StandardCharsets.UTF_8),
                words[2],
                distribution);
    return new SystemPackage(words[0], words[1], purl);
  }

  private static Optional<String> said(String... command) throws InterruptedException {
    try {
      return Optional.of(Program.run(List.of(command)));
    } catch (ConfigurationException e) {
      return Optional.empty(); // no such program here, or it does not know the file
    }
  }

  private static Map<String, String> release() throws IOException {
    Map<String, String> release = new TreeMap<>();
    if (Files.exists(RELEASE)) {
      for (String line : Files.readAllLines(RELEASE)) {
        String[] entry = line.split("=", 2);
        release.put(entry[0], entry[entry.length - 1].replace("\"", ""));
      }
    }
    return release;
  }
}
