package org.reland.cli.check;

import java.util.Optional;

/**
 * What an account of the manifests may do, or may not.
 *
 * @param resource as {@code resource}, {@code resource.group} or {@code resource/subresource}
 * @param name of the object; empty: no certain one
 * @param elsewhere a namespace that is not the manifests' own; empty text: the whole cluster
 */
record Permission(
    String account,
    String verb,
    String resource,
    String name,
    Optional<String> elsewhere,
    boolean allowed) {

  /**
   * The question to the API server, as YAML.
   *
   * @param own the manifests' namespace
   */
  String review(String own) {
    String[] halves = resource.split("/", 2);
    String[] parts = halves[0].split("\\.", 2);
    return """
        apiVersion: authorization.k8s.io/v1
        kind: SubjectAccessReview
        spec:
          user: "system:serviceaccount:%s:%s"
          groups: ["system:serviceaccounts", "system:serviceaccounts:%s", "system:authenticated"]
          resourceAttributes:
            {namespace: "%s", verb: "%s", group: "%s", resource: "%s", subresource: "%s", name: "%s"}
        """
        .formatted(
            own,
            account,
            own,
            elsewhere.orElse(own),
            verb,
            parts.length > 1 ? parts[1] : "",
            parts[0],
            halves.length > 1 ? halves[1] : "",
            name);
  }

  @Override
  public String toString() {
    return "%s %s %s %s %s%s"
        .formatted(
            account,
            allowed ? "may" : "may not",
            verb,
            resource,
            name,
            elsewhere
                .map(place -> place.isEmpty() ? " in the cluster" : " in " + place)
                .orElse(""));
  }
}
