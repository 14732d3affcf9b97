package org.reland.workflows.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.reland.kit.config.ConfigBinder;

/** Where the files are that settings name. */
sealed interface FileLookup {

  /**
   * The path of one.
   *
   * @param byHand whether it was typed on the command line
   */
  String path(String name, boolean byHand);

  /** The path of a folder. */
  default String folder(String name, boolean byHand) {
    return path(name, byHand);
  }

  /**
   * The paths of those that a name with {@code *} or {@code ?} stands for, in alphabetical order;
   * the name itself where there is none.
   */
  default List<String> paths(String name, boolean byHand) {
    return List.of(path(name, byHand));
  }

  /**
   * The values of a section with the paths of its files resolved.
   *
   * @param typed the keys ({@code section.key}) that were given on the command line
   */
  default Map<String, Object> resolved(
      Class<? extends Record> type, String section, Map<String, Object> values, Set<String> typed) {
    Map<String, Object> resolved = new LinkedHashMap<>(values);
    ConfigBinder.settings(type)
        .forEach(
            (key, setting) -> {
              Object value = values.get(key);
              boolean byHand = typed.contains(section + "." + key);
              if (setting.folder() && value != null && !value.toString().isEmpty()) {
                resolved.put(key, folder(value.toString(), byHand));
              }
              if (setting.file() && value != null && !value.toString().isEmpty()) {
                List<String> names = ConfigBinder.elements(type, key, value);
                List<String> paths =
                    names.stream().flatMap(name -> paths(name, byHand).stream()).toList();
                resolved.put(key, paths.size() == 1 ? paths.getFirst() : paths);
              }
            });
    return resolved;
  }

  /**
   * On this machine; where their paths are relative: what was typed on the command line beside the
   * shell's working directory first; then in the data folder; then beside the YAML file.
   *
   * @param folders data folder and that of the YAML file, as far as there are such
   */
  record Here(List<Path> folders) implements FileLookup {
    @Override
    public String path(String name, boolean byHand) {
      List<Path> places = places(byHand);
      for (Path place : places) {
        Path candidate = place.resolve(name);
        if (Files.isReadable(candidate)) {
          return candidate.toAbsolutePath().normalize().toString();
        }
      }
      return places.isEmpty() ? name : places.getFirst().resolve(name).toString();
    }

    @Override
    public List<String> paths(String name, boolean byHand) {
      if (name.matches(".*[*?].*")) {
        for (Path place : places(byHand)) {
          Path pattern = place.resolve(name).toAbsolutePath().normalize();
          List<String> found = matching(pattern);
          if (!found.isEmpty()) {
            return found;
          }
        }
      }
      return List.of(path(name, byHand));
    }

    private List<Path> places(boolean byHand) {
      List<Path> places = new ArrayList<>(folders);
      if (byHand) {
        places.addFirst(Path.of("").toAbsolutePath());
      }
      return places;
    }

    /** Files of one folder; only the last name of a path is a pattern. */
    private static List<String> matching(Path pattern) {
      Path folder = pattern.getParent();
      if (!Files.isDirectory(folder)) {
        return List.of();
      }
      String glob = pattern.getFileName().toString().replaceAll("([\\[\\]{}\\\\])", "\\\\$1");
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
          if (Files.isRegularFile(file)) {
            found.add(file.toString());
          }
        }
        return found.stream().sorted().toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Somewhere that cannot be looked at from here.
   *
   * @param standIn a file that is there, in place of any
   */
  record Elsewhere(Path standIn) implements FileLookup {
    @Override
    public String path(String name, boolean byHand) {
      return standIn.toAbsolutePath().toString();
    }

    @Override
    public String folder(String name, boolean byHand) {
      return standIn.toAbsolutePath().getParent().toString();
    }
  }
}
