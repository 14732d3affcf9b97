package org.reland.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The volumes that the pods mount. */
final class ClaimsCheck implements ClusterCheck {
  @Override
  public String subject() {
    return "claims";
  }

  @Override
  public List<Finding> look(Installation installation) {
    List<Finding> findings = new ArrayList<>();
    for (JsonNode claim : installation.all("claimName")) {
      String name = claim.asString("");
      Optional<JsonNode> found = installation.core("persistentvolumeclaims", name);
      findings.add(
          found.isPresent()
              ? look(name, found.get())
              : Finding.wrong(
                  "there is no claim %s: every pod would wait for it".formatted(name),
                  "manifests/base has the store's, manifests/components/data the one for raw data"));
    }
    return findings;
  }

  static Finding look(String name, JsonNode claim) {
    String phase = claim.path("status").path("phase").asString("Pending");
    boolean leaving = claim.path("metadata").has("deletionTimestamp");
    if (leaving || phase.equals("Lost")) {
      return Finding.wrong(
          leaving
              ? "claim %s is being deleted".formatted(name)
              : "the volume of claim %s is gone".formatted(name),
          "kubectl describe pvc " + name);
    }
    if (!phase.equals("Bound")) {
      return Finding.unknown(
          "%s is not bound (%s)".formatted(name, phase),
          "with some storage classes it is bound by the first pod; else kubectl describe pvc "
              + name);
    }
    boolean shared = claim.path("spec").path("accessModes").toString().contains("ReadWriteMany");
    return shared
        ? Finding.good("%s is bound, ReadWriteMany".formatted(name))
        : Finding.note(
            "%s is bound, but not ReadWriteMany".formatted(name),
            "enough for a cluster of one node; on more, pods wait until they can all be on the same");
  }
}
