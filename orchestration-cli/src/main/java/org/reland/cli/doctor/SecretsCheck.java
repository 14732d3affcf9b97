package org.reland.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import org.reland.cli.argo.KubernetesReads.Access;
import tools.jackson.databind.JsonNode;

/** Secrets that the template refers to: whether they are there, never what is in them. */
final class SecretsCheck implements ClusterCheck {
  @Override
  public String subject() {
    return "secrets";
  }

  @Override
  public List<Finding> look(Installation installation) {
    List<Finding> findings = new ArrayList<>();
    for (JsonNode reference : installation.all("secretKeyRef")) {
      String name = reference.path("name").asString("");
      String key = reference.path("key").asString("");
      if (!installation.cluster().mayI(Access.core("get", "secrets").named(name))) {
        findings.add(
            Finding.unknown(
                "whether secret %s (key %s) is there, you may not see".formatted(name, key),
                "whoever may: kubectl describe secret -n %s %s"
                    .formatted(installation.namespace(), name)));
      } else if (installation.cluster().metadata(installation.path("secrets", name)).isEmpty()) {
        findings.add(
            Finding.wrong(
                "there is no secret %s, whose key %s a step needs: its pod would never start"
                    .formatted(name, key),
                "kubectl create secret generic -n %s %s --from-file=%s=FILE"
                    .formatted(installation.namespace(), name, key)));
      } else {
        findings.add(
            Finding.good("%s is there; its key %s was not looked at".formatted(name, key)));
      }
    }
    return findings;
  }
}
