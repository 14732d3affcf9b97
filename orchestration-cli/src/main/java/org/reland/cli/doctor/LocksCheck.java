package org.reland.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The numbers that the template's semaphores look up: a step whose number is missing never starts.
 */
final class LocksCheck implements ClusterCheck {
  @Override
  public String subject() {
    return "locks";
  }

  @Override
  public List<Finding> look(Installation installation) {
    List<Finding> findings = new ArrayList<>();
    for (JsonNode reference : installation.all("configMapKeyRef")) {
      String map = reference.path("name").asString("");
      String key = reference.path("key").asString("");
      Optional<String> number =
          installation
              .core("configmaps", map)
              .map(found -> found.path("data").path(key).asString(""));
      boolean good = number.filter(text -> text.matches("[1-9][0-9]*")).isPresent();
      findings.add(
          good
              ? Finding.good("%s: %s = %s".formatted(map, key, number.get()))
              : Finding.wrong(
                  "config map %s has no number above 0 under %s".formatted(map, key),
                  "manifests/base/locks.yaml has it"));
    }
    return findings;
  }
}
