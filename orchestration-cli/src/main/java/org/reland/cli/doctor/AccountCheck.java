package org.reland.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import org.reland.cli.argo.KubernetesReads.Access;

/** The account of the pods: it reports to Argo, and should be able to do nothing else. */
final class AccountCheck implements ClusterCheck {
  private static final List<Access> NEEDED =
      List.of(
          Access.argo("create", "workflowtaskresults"),
          Access.argo("patch", "workflowtaskresults"));
  private static final List<Access> TOO_MUCH =
      List.of(
          Access.core("get", "secrets"),
          Access.core("create", "pods"),
          Access.core("create", "pods").of("exec"),
          Access.argo("create", "workflows"));

  @Override
  public String subject() {
    return "pods' account";
  }

  @Override
  public List<Finding> look(Installation installation) {
    String account = installation.account();
    if (installation.core("serviceaccounts", account).isEmpty()) {
      return List.of(
          Finding.wrong(
              "there is no service account " + account,
              "kubectl apply --server-side -k manifests/overlays/..."));
    }
    List<Finding> findings = new ArrayList<>();
    List<Access> lacks = NEEDED.stream().filter(each -> !may(installation, each)).toList();
    List<Access> excess = TOO_MUCH.stream().filter(each -> may(installation, each)).toList();
    if (!lacks.isEmpty()) {
      findings.add(
          Finding.wrong(
              "%s may not %s: every step would fail after its work".formatted(account, lacks),
              "bind it to the role reland-pipeline: manifests/base/pipeline-role.yaml"));
    }
    if (!excess.isEmpty()) {
      findings.add(
          Finding.note(
              "%s may %s, which no step needs".formatted(account, excess),
              "look for a binding that is too wide: kubectl get rolebindings,clusterrolebindings -A -o wide"));
    }
    return findings.isEmpty()
        ? List.of(Finding.good(account + " may report to Argo, and little else"))
        : findings;
  }

  private static boolean may(Installation installation, Access access) {
    return installation.cluster().may(installation.account(), access);
  }
}
