package org.reland.workflows.lint;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reland.kit.error.UsageException;
import org.reland.workflows.lint.finding.Finding;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.finding.Severity;
import org.reland.workflows.lint.manifest.Manifests;
import org.reland.workflows.lint.rule.Rule;
import org.reland.workflows.lint.rule.Rules;
import org.reland.workflows.lint.structure.StructureCheck;
import org.reland.workflows.lint.yaml.Place;
import org.reland.workflows.lint.yaml.YamlFile;
import org.reland.workflows.lint.yaml.YamlNode;

/**
 * Applies all rules to files that belong together: what one of them refers to is looked for in all.
 */
public final class Linter {
  private static final String STRUCTURE = "structure";

  private final List<StructureCheck> structures;

  /**
   * With definitions of what documents may hold.
   *
   * @param structures may be empty: then only the rules are applied
   */
  public Linter(List<StructureCheck> structures) {
    this.structures = structures;
  }

  /**
   * What is wrong with these files, in the order of their places.
   *
   * @param paths files, or folders whose YAML files are meant, in the order of application
   * @throws UsageException where there is none
   */
  public List<Finding> lint(List<Path> paths) throws IOException {
    List<YamlFile> files = new ArrayList<>();
    for (Path file : files(paths)) {
      files.add(read(file));
    }
    return lintFiles(files);
  }

  private static YamlFile read(Path file) throws IOException {
    try {
      return YamlFile.parse(file, Files.readString(file));
    } catch (CharacterCodingException e) {
      return new YamlFile(
          file,
          List.of(),
          Optional.of(new YamlFile.Failure(new Place(file, 1, 1), "the text is not in UTF-8")));
    }
  }

  /** The same for files that have been read. */
  public List<Finding> lintFiles(List<YamlFile> files) {
    Manifests manifests = new Manifests(files);
    Set<Finding> findings = new TreeSet<>();
    for (YamlFile file : files) {
      file.failure().ifPresent(failure -> findings.add(unreadable(failure)));
    }
    for (Rule rule : Rules.ALL) {
      rule.check().check(manifests, new Report(rule.name(), findings));
    }
    Set<Finding> structural = new TreeSet<>();
    for (StructureCheck structure : structures) {
      manifests
          .documents()
          .forEach(document -> structure.check(document, new Report(STRUCTURE, structural)));
    }
    // A rule tells the reason and the remedy better than a schema.
    Set<String> told =
        findings.stream()
            .filter(finding -> finding.severity() == Severity.ERROR)
            .map(Linter::spot)
            .collect(Collectors.toSet());
    structural.removeIf(finding -> told.contains(spot(finding)));
    findings.addAll(structural);
    return List.copyOf(findings);
  }

  private static String spot(Finding finding) {
    return finding.place() + " " + finding.path();
  }

  private static Finding unreadable(YamlFile.Failure failure) {
    YamlNode nothing = new YamlNode.Absent(failure.place(), "");
    List<Finding> one = new ArrayList<>();
    new Report("yaml", one)
        .error(nothing, "no YAML: " + failure.problem(), "mend it; what follows is not read");
    return one.getFirst();
  }

  private static List<Path> files(List<Path> paths) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        try (Stream<Path> inside = Files.walk(path)) {
          // A folder is applied before those in it.
          inside
              .filter(Linter::isYaml)
              .sorted(Comparator.comparingInt(Path::getNameCount).thenComparing(file -> file))
              .forEach(files::add);
        }
      } else if (Files.isRegularFile(path)) {
        files.add(path);
      } else {
        throw new UsageException("there is no file or folder %s".formatted(path));
      }
    }
    if (files.isEmpty()) {
      throw new UsageException(
          "no file whose name ends in .yaml or .yml lies in %s".formatted(paths));
    }
    return files;
  }

  private static boolean isYaml(Path path) {
    String name = path.getFileName().toString();
    return (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(path);
  }
}
