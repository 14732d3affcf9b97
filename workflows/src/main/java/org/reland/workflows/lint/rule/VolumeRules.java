package org.reland.workflows.lint.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.manifest.Template;
import org.reland.workflows.lint.yaml.YamlNode;

/** What is mounted has to be there: the pod could not be made, and the node is an Error. */
final class VolumeRules {
  private VolumeRules() {}

  static void mounts(Pod pod, Report report) {
    Optional<Template> template = pod.template();
    if (template.isEmpty() || !pod.isWhole() || isPatched(pod)) {
      return;
    }
    Set<String> known = known(pod);
    List<YamlNode> mounting =
        new ArrayList<>(pod.containers()); // containerSet has mounts of its own
    mounting.add(template.get().node().at("containerSet"));
    for (YamlNode container : mounting) {
      for (YamlNode mount : container.at("volumeMounts").items()) {
        String name = mount.at("name").text();
        if (!name.contains("{{") && !known.contains(name)) {
          report.error(
              mount,
              "there is no volume named '%s'".formatted(name),
              "name one of the template's or of spec.volumes, or of spec.volumeClaimTemplates"
                  + Suggestion.of(name, known));
        }
      }
    }
  }

  private static Set<String> known(Pod pod) {
    Set<String> known = new HashSet<>();
    for (YamlNode settings : pod.settings()) {
      settings.at("volumes").items().forEach(volume -> known.add(volume.at("name").text()));
      settings
          .at("volumeClaimTemplates")
          .items()
          .forEach(claim -> known.add(claim.at("metadata", "name").text()));
    }
    return known;
  }

  /** Whether a patch may bring volumes: it says so, or is not known. */
  private static boolean isPatched(Pod pod) {
    return pod.settings().stream()
        .map(settings -> settings.at("podSpecPatch").text().strip())
        .anyMatch(patch -> patch.contains("volumes") || patch.startsWith("{{"));
  }
}
