package org.reland.cli.doctor;

import java.util.List;

/** That the server answers, and which it is. */
final class ServerCheck implements ClusterCheck {
  @Override
  public String subject() {
    return "server";
  }

  @Override
  public List<Finding> look(Installation installation) {
    String version =
        installation
            .cluster()
            .get("/version")
            .map(answer -> answer.path("gitVersion").asString(""))
            .orElse("");
    return List.of(
        Finding.good("Kubernetes %s at %s".formatted(version, installation.cluster().server())));
  }
}
