package org.reland.cli.check;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.reland.cli.check.Kubectl.Result;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the accounts may and may not do, asked of the API server and tried. */
final class AccountsCheck {
  private final YAMLMapper yaml = new YAMLMapper();
  private final Check check;
  private final Kubectl kubectl;
  private final String namespace;

  AccountsCheck(Check check, Kubectl kubectl, String namespace) {
    this.check = check;
    this.kubectl = kubectl;
    this.namespace = namespace;
  }

  void run() throws IOException, InterruptedException {
    reviews();
    for (String account : List.of("reland-operator", "reland-viewer", "reland-pipeline")) {
      boolean operator = account.equals("reland-operator");
      tried(account, configMap("reland-run"), operator, "apply", "--server-side", "-f", "-");
      tried(account, configMap("another"), false, "apply", "--server-side", "-f", "-");
      tried(account, "", false, "get", "secrets");
      tried(account, "", !account.equals("reland-pipeline"), "get", "namespace", namespace);
      tried(account, "", false, "get", "namespace", "default");
    }
    String result =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: WorkflowTaskResult
        metadata: {name: tried, labels: {workflows.argoproj.io/workflow: tried}}
        phase: Succeeded
        """;
    tried("reland-pipeline", result, true, "create", "-f", "-");
    tried("reland-operator", result, false, "create", "-f", "-");
  }

  private void reviews() throws IOException, InterruptedException {
    List<Permission> rows = PermissionTable.rows();
    String questions =
        rows.stream().map(row -> row.review(namespace)).collect(Collectors.joining("---\n"));
    Result answers = kubectl.runWith(questions, "create", "-f", "-", "-o", "yaml");
    check.that(answers.ok(), "all questions are answered: " + answers.err());
    List<JsonNode> reviews;
    try (MappingIterator<JsonNode> all = yaml.readerFor(JsonNode.class).readValues(answers.out())) {
      reviews = all.readAll();
    }
    check.that(
        reviews.size() == rows.size(),
        "%d questions, %d answers".formatted(rows.size(), reviews.size()));
    for (int i = 0; i < Math.min(rows.size(), reviews.size()); i++) {
      boolean allowed = reviews.get(i).path("status").path("allowed").asBoolean();
      check.that(allowed == rows.get(i).allowed(), rows.get(i).toString());
    }
  }

  private static String configMap(String name) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\ndata: {}\n".formatted(name);
  }

  /** With a request, as some rights depend on what kind of request it is. */
  private void tried(String account, String input, boolean may, String... request)
      throws IOException, InterruptedException {
    String user = "--as=system:serviceaccount:%s:%s".formatted(namespace, account);
    Result result =
        kubectl.runWith(
            input,
            Kubectl.words(List.of(List.of(request), List.of("-n", namespace, "-o", "name", user))));
    check.that(
        may ? result.ok() : result.err().toLowerCase(Locale.ROOT).contains("forbidden"),
        "%s %s %s %s: %s"
            .formatted(account, may ? "may" : "may not", List.of(request), input, result.err()));
  }
}
