package org.reland.cli.doctor;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The namespace, and how strict it is with pods. */
final class NamespaceCheck implements ClusterCheck {
  private static final String LEVEL = "pod-security.kubernetes.io/enforce";

  @Override
  public String subject() {
    return "namespace";
  }

  @Override
  public List<Finding> look(Installation installation) {
    String name = installation.namespace();
    if (namespace(installation).isEmpty()) {
      return List.of(
          Finding.wrong(
              "there is no namespace " + name,
              "kubectl apply --server-side -k manifests/overlays/laptop, or -n with another name"));
    }
    String level = level(installation);
    if (!level.equals("restricted")) {
      return List.of(
          Finding.note(
              "%s does not enforce the restricted profile (%s)"
                  .formatted(name, level.isEmpty() ? "no label " + LEVEL : level),
              "the pods keep to it all the same: kubectl label namespace %s %s=restricted"
                  .formatted(name, LEVEL)));
    }
    JsonNode security = installation.rendered().path("spec").path("securityContext");
    boolean fits =
        installation.rendered().isMissingNode()
            || (security.path("runAsNonRoot").asBoolean(false)
                && security.path("seccompProfile").has("type"));
    return List.of(
        fits
            ? Finding.good(name + ", restricted pods, which the template's are")
            : Finding.wrong(
                "%s takes restricted pods only, and template %s makes others"
                    .formatted(name, installation.template()),
                "render it again, and apply it: reland render, reland apply"));
  }

  private static Optional<JsonNode> namespace(Installation installation) {
    return installation.cluster().get("/api/v1/namespaces/" + installation.namespace());
  }

  /** What is enforced; empty: nothing. */
  static String level(Installation installation) {
    return namespace(installation)
        .map(found -> found.path("metadata").path("labels").path(LEVEL).asString(""))
        .orElse("");
  }
}
