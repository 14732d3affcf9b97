package org.reland.cli.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the accounts of the manifests are for, row by row, and what must stay closed to them. */
final class PermissionTable {
  private static final List<String> ARGO =
      List.of(
          "workflows.argoproj.io", "workflowtemplates.argoproj.io", "cronworkflows.argoproj.io");
  private static final List<String> EVERY =
      List.of("get", "list", "watch", "create", "update", "patch", "delete");
  private static final List<String> READ = List.of("get", "list", "watch");

  private PermissionTable() {}

  static List<Permission> rows() {
    List<Permission> table = new ArrayList<>();
    table.addAll(pipeline());
    table.addAll(operator());
    table.addAll(viewer());
    for (String account : List.of("reland-pipeline", "reland-operator", "reland-viewer")) {
      table.addAll(nobody(account));
    }
    return table;
  }

  private static List<Permission> pipeline() {
    var may = new Rows("reland-pipeline");
    may.allow(List.of("create", "patch"), "workflowtaskresults.argoproj.io");
    may.deny(
        List.of("get", "list", "watch", "update", "delete"), "workflowtaskresults.argoproj.io");
    ARGO.forEach(resource -> may.deny(EVERY, resource));
    may.deny(List.of("get", "list", "patch", "create"), "pods");
    may.deny(List.of("get"), "pods/log");
    may.deny(List.of("get", "list"), "configmaps");
    may.deny(READ, "events");
    may.deny(List.of("create"), "localsubjectaccessreviews.authorization.k8s.io");
    return may.rows;
  }

  private static List<Permission> operator() {
    var may = new Rows("reland-operator");
    ARGO.forEach(resource -> may.allow(EVERY, resource));
    may.deny(List.of("deletecollection"), "workflows.argoproj.io");
    may.allow(READ, "pods");
    may.allow(READ, "pods/log");
    may.deny(List.of("create", "update", "patch", "delete"), "pods");
    for (String name : List.of("reland-run", "reland-locks")) {
      may.named(List.of("get", "create", "update", "patch"), "configmaps", name, true);
      may.named(List.of("delete"), "configmaps", name, false);
    }
    may.named(List.of("get", "create", "patch"), "configmaps", "another", false);
    may.deny(List.of("list", "create"), "configmaps");
    may.deny(EVERY, "workflowtaskresults.argoproj.io");
    may.named(List.of("get"), "namespaces", "", true);
    may.named(List.of("get"), "serviceaccounts", "reland-pipeline", true);
    may.allow(List.of("get", "list"), "persistentvolumeclaims");
    may.deny(List.of("create", "patch", "delete"), "persistentvolumeclaims");
    events(may);
    may.allow(List.of("create"), "localsubjectaccessreviews.authorization.k8s.io");
    return may.rows;
  }

  private static List<Permission> viewer() {
    var may = new Rows("reland-viewer");
    for (String resource : ARGO) {
      may.allow(READ, resource);
      may.deny(List.of("create", "update", "patch", "delete"), resource);
    }
    may.allow(READ, "pods");
    may.allow(READ, "pods/log");
    may.named(List.of("get"), "configmaps", "reland-run", true);
    may.named(List.of("patch", "update"), "configmaps", "reland-run", false);
    may.named(List.of("get"), "configmaps", "another", false);
    may.allow(List.of("get", "list"), "persistentvolumeclaims");
    events(may);
    return may.rows;
  }

  /** What kubectl describe needs to say why a pod does not start. */
  private static void events(Rows may) {
    may.allow(READ, "events");
    may.deny(List.of("create", "patch", "delete"), "events");
    may.allow(List.of("get", "list"), "resourcequotas");
    may.deny(List.of("create", "update"), "resourcequotas");
  }

  /** What none of them may do. */
  private static List<Permission> nobody(String account) {
    var may = new Rows(account);
    may.deny(List.of("get", "list", "watch", "create", "patch", "delete"), "secrets");
    may.deny(List.of("create"), "serviceaccounts/token");
    may.deny(List.of("create", "delete"), "pods");
    for (String resource : List.of("pods/exec", "pods/attach", "pods/portforward")) {
      may.deny(List.of("create"), resource);
    }
    may.deny(List.of("create", "patch"), "deployments.apps");
    may.deny(List.of("create", "patch"), "jobs.batch");
    may.deny(List.of("create", "patch"), "roles.rbac.authorization.k8s.io");
    may.deny(List.of("create", "patch"), "rolebindings.rbac.authorization.k8s.io");
    may.deny(List.of("patch", "delete"), "resourcequotas");
    may.deny(List.of("patch", "delete"), "networkpolicies.networking.k8s.io");
    may.deny(List.of("patch", "delete"), "namespaces");
    may.deny(List.of("impersonate"), "serviceaccounts");
    for (Map.Entry<String, List<String>> cluster :
        Map.of(
                "clusterroles.rbac.authorization.k8s.io", List.of("get", "create", "bind"),
                "clusterworkflowtemplates.argoproj.io", List.of("get", "create"),
                "customresourcedefinitions.apiextensions.k8s.io", List.of("get", "patch"),
                "nodes", List.of("get", "list"))
            .entrySet()) {
      may.outside("", cluster.getValue(), cluster.getKey());
    }
    may.outside("kube-system", List.of("get", "list"), "pods");
    may.outside("kube-system", List.of("get"), "secrets");
    may.outside("default", List.of("create", "list"), "workflows.argoproj.io");
    may.outside("default", List.of("create"), "workflowtaskresults.argoproj.io");
    return may.rows;
  }

  /** Rows of one account. */
  private static final class Rows {
    private final String account;
    private final List<Permission> rows = new ArrayList<>();

    Rows(String account) {
      this.account = account;
    }

    void allow(List<String> verbs, String resource) {
      named(verbs, resource, "", true);
    }

    void deny(List<String> verbs, String resource) {
      named(verbs, resource, "", false);
    }

    void named(List<String> verbs, String resource, String name, boolean allowed) {
      for (String verb : verbs) {
        rows.add(new Permission(account, verb, resource, name, Optional.empty(), allowed));
      }
    }

    /** Denied in another namespace, or where that is empty in the whole cluster. */
    void outside(String namespace, List<String> verbs, String resource) {
      for (String verb : verbs) {
        rows.add(new Permission(account, verb, resource, "", Optional.of(namespace), false));
      }
    }
  }
}
