package org.reland.containers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.step.Image;

/**
 * What goes into an image: a module and the jars that it needs at run time, as Maven resolved them.
 *
 * @param name of the image, without registry and tag
 * @param jars the module's own first, then its dependencies in Maven's order
 * @param materials the module's bill of materials, as Maven knows it (CycloneDX)
 * @param configurations folder of the run configurations that come with it; empty for none
 */
record Contents(
    String name, Launcher launcher, List<Path> jars, Path materials, List<Path> configurations) {
  /** Files that Maven leaves for us in a module's target folder; see {@code containers/build}. */
  private static final String CLASS_PATH = "runtime.classpath";

  private static final String MATERIALS = "sbom.json";

  private static final String CLI = "cli";

  /** All images of a source tree that was packaged. */
  static List<Contents> all(Path source) throws IOException {
    List<Contents> all = new ArrayList<>();
    for (Image image : Image.values()) {
      String word = word(image);
      all.add(of(word, Launcher.STEP, source.resolve("steps").resolve(word), List.of()));
    }
    Path configurations = source.resolve("workflows/configs");
    all.add(of(CLI, Launcher.CLI, source.resolve("orchestration-cli"), List.of(configurations)));
    return all;
  }

  /** The image that holds the command line. */
  static String cli() {
    return name(CLI);
  }

  /** The image of a step. */
  static String of(Image image) {
    return name(word(image));
  }

  private static String word(Image image) {
    return switch (image) {
      case BEHAVIOR -> "behavior";
      case REASONING -> "reasoning";
      case RECOMMEND -> "recommend";
    };
  }

  private static String name(String word) {
    return "reland-" + word;
  }

  private static Contents of(String word, Launcher launcher, Path module, List<Path> configurations)
      throws IOException {
    Path target = module.resolve("target");
    List<Path> jars = new ArrayList<>();
    jars.add(ownJar(target, word));
    String resolved = Files.readString(needed(target.resolve(CLASS_PATH))).strip();
    Stream.of(resolved.split(Pattern.quote(File.pathSeparator))).map(Path::of).forEach(jars::add);
    return new Contents(
        name(word), launcher, jars, needed(target.resolve(MATERIALS)), configurations);
  }

  private static Path ownJar(Path target, String word) throws IOException {
    Pattern pattern = Pattern.compile("reland-" + word + "-(?!.*-tests).*\\.jar");
    List<Path> found;
    try (var files = Files.walk(needed(target), 2)) {
      found =
          files.filter(file -> pattern.matcher(file.getFileName().toString()).matches()).toList();
    }
    if (found.size() != 1) {
      throw new ConfigurationException(
          "%s holds %d jars of reland-%s, not one: run mvn clean, then containers/build"
              .formatted(target, found.size(), word));
    }
    return found.getFirst();
  }

  private static Path needed(Path path) {
    if (!Files.exists(path)) {
      throw new ConfigurationException(path + " is missing: containers/build makes it");
    }
    return path;
  }
}
