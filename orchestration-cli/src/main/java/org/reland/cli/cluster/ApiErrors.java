package org.reland.cli.cluster;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.reland.cli.argo.ApiException;
import org.reland.cli.argo.Argo;
import org.reland.cli.argo.ArgoApi;
import org.reland.cli.argo.CronWorkflow;
import org.reland.cli.argo.Workflow;
import org.reland.cli.argo.WorkflowTemplate;
import org.reland.kit.config.Nearest;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.error.TemporaryException;
import org.reland.kit.error.UsageException;
import org.reland.kit.error.UserError;

/** What a server's refusal means to whoever gave the command, and what to do about it. */
final class ApiErrors {
  private static final Pattern FORBIDDEN =
      Pattern.compile("cannot (\\S+) resource \"([^\"]+)\"(?: in API group \"([^\"]*)\")?");
  private static final Pattern GET = Pattern.compile("get (workflow\\w*|cronworkflow) (\\S+)");

  private ApiErrors() {}

  static UserError userError(ApiException e, ArgoApi argo) {
    if (e.temporary()) {
      return new TemporaryException(
          "%s (namespace %s): %s: %s. Is the address right, and the server up? What is on the cluster goes on; try again later"
              .formatted(argo.server(), argo.namespace(), e.what(), e.getMessage()),
          e);
    }
    return switch (e.status()) {
      case ApiException.UNTRUSTED ->
          new ConfigurationException(
              "%s: %s: %s. The server's certificate has to be signed by an authority that the kubeconfig (or --ca-file) names"
                  .formatted(argo.server(), e.what(), e.getMessage()),
              e);
      case 401 ->
          new ConfigurationException(
              "%s: %s: the server does not know who you are (%s). The token or certificate is missing or has expired: log in again"
                  .formatted(argo.server(), e.what(), e.getMessage()),
              e);
      case 403 -> forbidden(e, argo);
      case 404 -> notFound(e, argo);
      case 409 ->
          new TemporaryException(
              "%s: %s. Somebody else changed it at the same moment: try again"
                  .formatted(e.what(), e.getMessage()),
              e);
      default -> new BadDataException("%s: %s".formatted(e.what(), e.getMessage()), e);
    };
  }

  private static UserError forbidden(ApiException e, ArgoApi argo) {
    Matcher rule = FORBIDDEN.matcher(String.valueOf(e.getMessage()));
    String remedy =
        rule.find()
            ? "Your account needs a role with verb '%s' on '%s'%s in namespace %s (kubectl auth can-i --list -n %s shows what it has)"
                .formatted(
                    rule.group(1),
                    rule.group(2),
                    rule.group(3) == null || rule.group(3).isEmpty() ? "" : " of " + rule.group(3),
                    argo.namespace(),
                    argo.namespace())
            : "Ask whoever keeps the namespace for the right, or name another namespace with -n";
    return new ConfigurationException("%s: %s. %s".formatted(e.what(), e.getMessage(), remedy), e);
  }

  private static UserError notFound(ApiException e, ArgoApi argo) {
    Matcher get = GET.matcher(e.what());
    if (String.valueOf(e.getMessage()).contains("could not find the requested resource")
        || !get.matches()) {
      return new ConfigurationException(
          "%s: %s: %s. Are Argo's resource definitions (%s) installed, and is there a namespace %s?"
              .formatted(argo.server(), e.what(), e.getMessage(), Argo.GROUP, argo.namespace()),
          e);
    }
    return new UsageException(
        "there is no %s '%s' in namespace %s%s"
            .formatted(get.group(1), get.group(2), argo.namespace(), hint(get, argo)),
        e);
  }

  private static String hint(Matcher get, ArgoApi argo) {
    List<String> names;
    try {
      names =
          switch (get.group(1)) {
            case "workflowtemplate" ->
                argo.templates().stream().map(WorkflowTemplate::name).toList();
            case "cronworkflow" -> argo.crons().stream().map(CronWorkflow::name).toList();
            default -> argo.workflows("").stream().map(Workflow::name).toList();
          };
    } catch (ApiException e) {
      return "";
    }
    String apply =
        get.group(1).equals("workflow") ? "" : "; reland apply DIR brings rendered files";
    return names.isEmpty() ? "; it has none at all" + apply : Nearest.hint(get.group(2), names);
  }
}
