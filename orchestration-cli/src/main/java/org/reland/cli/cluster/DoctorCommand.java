package org.reland.cli.cluster;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reland.cli.argo.ArgoApi;
import org.reland.cli.argo.KubernetesApi;
import org.reland.cli.doctor.Doctor;
import org.reland.cli.output.JsonOption;
import org.reland.kit.error.UsageException;
import org.reland.workflows.argo.TemplateNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reland doctor}: whether the cluster has what a run needs. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at everything that a run needs on a cluster, changes nothing, and says what to do.",
      "Ends with 78 where something is wrong."
    },
    footer = {
      "",
      "Examples:",
      "  reland doctor -n reland",
      "  reland doctor -n reland --try-store"
    })
public final class DoctorCommand extends ClusterCommand {
  @Option(
      names = "--cluster",
      description =
          "Looks at the cluster, as it does anyway: there is nothing else to look at yet.")
  @SuppressWarnings("unused")
  private boolean onCluster;

  @Option(
      names = "--template",
      paramLabel = "NAME",
      description = "The pipeline's WorkflowTemplate (default: ${DEFAULT-VALUE}).",
      defaultValue = "reland")
  private String template = "reland";

  @Option(
      names = "--argo-namespace",
      paramLabel = "NAME",
      description = "Where Argo's controller runs (default: ${DEFAULT-VALUE}).",
      defaultValue = "argo")
  private String argoNamespace = "argo";

  @Option(
      names = "--argo-config-map",
      paramLabel = "NAME",
      description = "Argo's configuration (default: the one that its controller names).")
  private @Nullable String argoConfigMap;

  @Option(
      names = "--try-store",
      description = "Also runs a pod that tries what runs rely on in the store.")
  private boolean tryStore;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  int run(ArgoApi argo) throws InterruptedException {
    if (!(argo instanceof KubernetesApi kubernetes)) {
      throw new UsageException(
          "reland doctor looks at what lies beside the workflows, which Argo Server does not show: give a kubeconfig");
    }
    int code =
        new Doctor(System.out, json.chosen())
            .examine(
                kubernetes.reads(), template, argoNamespace, Optional.ofNullable(argoConfigMap));
    if (code != 0 || !tryStore) {
      return code; // a pod that cannot start would be waited for in vain
    }
    return StoreVisit.run(
        argo,
        TemplateNames.storeTemplate(template),
        List.of("probe"),
        json.chosen() ? System.err::println : System.out::println);
  }
}
