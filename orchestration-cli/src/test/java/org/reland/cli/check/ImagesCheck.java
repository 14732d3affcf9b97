package org.reland.cli.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is promised of the container images: a second checkout of the commit, in another place, with
 * other rights of new files and in another time zone, gives the same digests; and none is large.
 * The images of this checkout are left in {@code containers/target/images}.
 */
public final class ImagesCheck {
  private static final double LARGEST_MB = 150;
  private static final Pattern IMAGE =
      Pattern.compile("(\\S+/reland-\\w+:\\S+) (sha256:\\S+) ([0-9.]+) MB unpacked.*");

  private final Check check = new Check();

  private ImagesCheck() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    new ImagesCheck().run();
  }

  private void run() throws IOException, InterruptedException {
    Map<String, String> first = build(Path.of("").toAbsolutePath(), "umask 022", "UTC");
    Path other = Check.folder("images").resolve("checkout");
    Output clone =
        command(List.of("git", "clone", "-q", ".", other.toString()), Path.of("."), "UTC");
    check.that(clone.code() == 0, "a second checkout: " + clone.text());
    boolean clean =
        command(List.of("git", "status", "--porcelain"), Path.of("."), "UTC").text().isBlank();
    if (clean) {
      Map<String, String> second = build(other, "umask 077", "Asia/Kathmandu");
      check.that(first.size() >= 4, "images for all modules: " + first.keySet());
      check.same(first, second, "digests of two checkouts");
    } else {
      check.that(false, "this checkout differs from its commit, so its digests say nothing");
    }
    check.end();
  }

  /** Digests by name. */
  private Map<String, String> build(Path checkout, String umask, String zone)
      throws IOException, InterruptedException {
    Output built =
        command(List.of("sh", "-c", umask + " && exec containers/build"), checkout, zone);
    check.that(built.code() == 0, "containers/build in %s: %s".formatted(checkout, built.text()));
    Map<String, String> digests = new TreeMap<>();
    for (String line : built.text().lines().toList()) {
      Matcher image = IMAGE.matcher(line);
      if (image.matches()) {
        System.out.println(line);
        digests.put(image.group(1), image.group(2));
        check.that(Double.parseDouble(image.group(3)) < LARGEST_MB, "too large: " + line);
      }
    }
    return digests;
  }

  private record Output(int code, String text) {}

  private static Output command(List<String> words, Path folder, String zone)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("TZ", zone);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Output(process.waitFor(), text);
  }
}
