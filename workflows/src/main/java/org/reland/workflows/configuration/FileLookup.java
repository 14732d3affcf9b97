package org.reland.workflows.configuration;

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
              if (setting.file() && value != null && !value.toString().isEmpty()) {
                resolved.put(key, path(value.toString(), typed.contains(section + "." + key)));
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
      List<Path> places = new ArrayList<>(folders);
      if (byHand) {
        places.addFirst(Path.of("").toAbsolutePath());
      }
      for (Path place : places) {
        Path candidate = place.resolve(name);
        if (Files.isReadable(candidate)) {
          return candidate.toAbsolutePath().normalize().toString();
        }
      }
      return places.isEmpty() ? name : places.getFirst().resolve(name).toString();
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
  }
}
