package org.reland.cli.doctor;

import java.util.List;
import java.util.Optional;
import org.reland.kit.store.Digest;
import org.reland.workflows.argo.TemplateNames;
import tools.jackson.databind.JsonNode;

/** The run configuration, which must be the one that the template was rendered from. */
final class ConfigurationCheck implements ClusterCheck {
  private static final int DIGITS = 12;
  private static final String REMEDY = "apply all files of one folder: reland apply DIR";

  @Override
  public String subject() {
    return "configuration";
  }

  @Override
  public List<Finding> look(Installation installation) {
    if (installation.rendered().isMissingNode()) {
      return List.of();
    }
    String name = name(installation);
    Optional<JsonNode> text =
        installation.core("configmaps", name).map(map -> map.path("data").path("run.yaml"));
    if (text.isEmpty() || !text.get().isString()) {
      return List.of(
          Finding.wrong("there is no config map %s with run.yaml".formatted(name), REMEDY));
    }
    String expected =
        installation
            .rendered()
            .path("metadata")
            .path("labels")
            .path(TemplateNames.CONFIGURATION)
            .asString("");
    String found = Digest.of(text.get().asString()).substring(0, DIGITS);
    return List.of(
        expected.equals(found)
            ? Finding.good("%s is the one of the template (%s)".formatted(name, found))
            : Finding.wrong(
                "%s is %s, and template %s was rendered from %s"
                    .formatted(name, found, installation.template(), expected),
                REMEDY));
  }

  /** Of the config map. */
  static String name(Installation installation) {
    return installation.all("configMap").stream()
        .map(map -> map.path("name").asString(""))
        .findFirst()
        .orElse("reland-run");
  }
}
