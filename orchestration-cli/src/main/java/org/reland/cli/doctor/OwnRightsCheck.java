package org.reland.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.reland.cli.argo.KubernetesReads.Access;

/** What the commands of reland do on the server, and whether whoever asks may. */
final class OwnRightsCheck implements ClusterCheck {
  private static final List<Access> READ =
      Stream.concat(
              onArgo("get", "list"),
              Stream.of(
                  Access.argo("watch", "workflows"),
                  Access.core("list", "pods"),
                  Access.core("get", "pods").of("log")))
          .toList();

  private static Stream<Access> onArgo(String... verbs) {
    return Stream.of("workflows", "workflowtemplates", "cronworkflows")
        .flatMap(resource -> Stream.of(verbs).map(verb -> Access.argo(verb, resource)));
  }

  @Override
  public String subject() {
    return "your rights";
  }

  @Override
  public List<Finding> look(Installation installation) {
    String map = ConfigurationCheck.name(installation);
    List<Access> write =
        Stream.concat(
                onArgo("create", "patch"),
                Stream.of("create", "patch").map(v -> Access.core(v, "configmaps").named(map)))
            .toList();
    List<Finding> findings = new ArrayList<>();
    look(installation, "reland-viewer", "look at runs", READ, findings);
    List<Access> templates =
        write.stream().filter(access -> access.resource().equals("workflowtemplates")).toList();
    if (missing(installation, write).equals(templates)) {
      findings.add(Finding.good("you may submit and operate"));
      findings.add(
          Finding.note(
              "you may not bring templates (manifests/components/only-templates)",
              "let somebody apply them who may"));
    } else {
      look(installation, "reland-operator", "apply, submit and operate", write, findings);
    }
    return findings;
  }

  private static List<Access> missing(Installation installation, List<Access> accesses) {
    return accesses.stream().filter(access -> !installation.cluster().mayI(access)).toList();
  }

  private static void look(
      Installation installation,
      String role,
      String what,
      List<Access> accesses,
      List<Finding> findings) {
    List<Access> missing = missing(installation, accesses);
    if (missing.isEmpty()) {
      findings.add(Finding.good("you may " + what));
    } else if (role.equals("reland-operator") && missing.size() == accesses.size()) {
      findings.add(
          Finding.note(
              "you may look, and change nothing", "for more, ask for the role reland-operator"));
    } else {
      findings.add(
          Finding.wrong(
              "to %s you lack: %s".formatted(what, missing),
              "ask for the role %s in namespace %s".formatted(role, installation.namespace())));
    }
  }
}
