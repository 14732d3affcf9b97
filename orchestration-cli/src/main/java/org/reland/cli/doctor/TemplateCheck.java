package org.reland.cli.doctor;

import java.util.List;
import java.util.Optional;
import org.reland.workflows.argo.TemplateNames;
import tools.jackson.databind.JsonNode;

/** The rendered pipeline. */
final class TemplateCheck implements ClusterCheck {
  @Override
  public String subject() {
    return "template";
  }

  @Override
  public List<Finding> look(Installation installation) {
    String name = installation.template();
    if (installation.rendered().isMissingNode()) {
      return List.of(
          Finding.wrong(
              "there is no WorkflowTemplate " + name,
              "reland apply workflows/argo/shop, or the folder that reland render has written; --template names another"));
    }
    List<String> images =
        installation.all("image").stream().map(image -> image.asString("")).sorted().toList();
    Optional<String> loose = images.stream().filter(image -> !pinned(image)).findFirst();
    if (loose.isPresent()) {
      return List.of(
          Finding.wrong(
              "image %s of template %s may be another one tomorrow".formatted(loose.get(), name),
              "give it a version: argo.image_tag"));
    }
    JsonNode commit =
        installation.rendered().path("metadata").path("annotations").path(TemplateNames.COMMIT);
    return List.of(
        Finding.good(
            "%s%s with %s"
                .formatted(
                    name,
                    commit.isMissingNode() ? "" : " of commit " + commit.asString(""),
                    String.join(", ", images))));
  }

  /** By a tag that is not {@code latest}, or a digest. */
  static boolean pinned(String image) {
    String last = image.substring(image.lastIndexOf('/') + 1);
    return last.contains("@sha256:") || (last.matches("[^:]+:.+") && !last.endsWith(":latest"));
  }
}
