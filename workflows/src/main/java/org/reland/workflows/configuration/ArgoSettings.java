package org.reland.workflows.configuration;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.reland.kit.config.Checked;
import org.reland.kit.config.Setting;

/** Section {@code argo}: how the pipeline lies on a cluster. Changes no byte of a result. */
public record ArgoSettings(
    @Setting(
            value = "name of the WorkflowTemplate, and beginning of the names of its runs",
            fallback = "reland")
        String name,
    @Setting(
            value = "images are <registry>/reland-<behavior|reasoning|recommend|cli>:<image_tag>",
            fallback = "localhost/reland")
        String registry,
    @Setting(value = "tag of the images; never latest", fallback = "0.1.0") String imageTag,
    @Setting(value = "revision of the sources, noted on every run; empty: none", fallback = "")
        String revision,
    @Setting(value = "service account of the pods", fallback = "reland-pipeline")
        String serviceAccount,
    @Setting(
            value = "volume claim that holds the store, shared by all pods",
            fallback = "reland-store")
        String storeClaim,
    @Setting(value = "volume claim with raw data, mounted read only; empty: none", fallback = "")
        String dataClaim,
    @Setting(
            value = "config map whose run.yaml is the run configuration; empty: <name>-run",
            fallback = "")
        String configMap,
    @Setting(value = "pods of one run at a time", fallback = "8", min = 1, max = 1000)
        int parallelism,
    @Setting(
            value = "pods at most that share out the shards of a step",
            fallback = "8",
            min = 1,
            max = 100)
        int workers,
    @Setting(
            value = "cores at most of a step that can use several; half of them are requested",
            fallback = "2",
            min = 1,
            max = 256)
        int cores,
    @Setting(
            value =
                "times the memory that the steps ask for, for data that is larger than some hundred"
                    + " thousand interactions; every further try of a step gets more by itself",
            fallback = "1",
            min = 0.5,
            max = 256)
        double memoryScale,
    @Setting(value = "times that a step is tried again", fallback = "2", min = 0, max = 10)
        int retries,
    @Setting(value = "seconds that a step may take", fallback = "21600", min = 60)
        int stepDeadlineSeconds,
    @Setting(value = "seconds that a run may take", fallback = "86400", min = 60)
        int runDeadlineSeconds,
    @Setting(
            value = "seconds that a run that succeeded is kept on the cluster",
            fallback = "604800",
            min = 0)
        int keepSucceededSeconds,
    @Setting(
            value = "seconds that a run that failed is kept on the cluster",
            fallback = "2592000",
            min = 0)
        int keepFailedSeconds,
    @Setting(value = "when the encoder is trained anew (cron)", fallback = "0 1 1 * *")
        String encoderSchedule,
    @Setting(value = "when the pool is built anew (cron)", fallback = "0 3 * * 0")
        String poolSchedule,
    @Setting(value = "when everybody is matched with the pool (cron)", fallback = "0 5 * * *")
        String matchesSchedule,
    @Setting(value = "time zone of the schedules", fallback = "UTC") String timezone,
    @Setting(
            value =
                "scheduled runs read the data as it was at their time, so that one that is made up"
                    + " for later sees its own day; false for data without times",
            fallback = "true")
        boolean asOfSchedule,
    @Setting(
            value =
                "keep report and summary as Argo artifacts too, to be looked at in its UI; wants an"
                    + " artifact repository in the namespace",
            fallback = "false")
        boolean artifacts,
    @Setting(
            value =
                "secret whose key webhook-url says where the end of a run is posted; empty: nowhere",
            fallback = "")
        String webhookSecret,
    @Setting(value = "steps that get a GPU; others have no use for one", fallback = "")
        List<String> gpuSteps,
    @Setting(value = "name of the GPUs among the resources of a node", fallback = "nvidia.com/gpu")
        String gpuResource,
    @Setting(
            value = "labels of the nodes with GPUs, as key=value",
            fallback = "nvidia.com/gpu.present=true")
        List<String> gpuNodes,
    @Setting(value = "taints that pods with a GPU tolerate", fallback = "nvidia.com/gpu")
        List<String> gpuTaints,
    @Setting(
            value =
                "config map with the number of pods, over all runs, that may use a GPU (key gpu) or"
                    + " ask the language model (key llm) at a time",
            fallback = "reland-locks")
        String locks,
    @Setting(value = "hold the step infer to the number under llm in locks", fallback = "false")
        boolean limitLlm)
    implements Checked {

  /** The beginning of names of at most 52 characters, to which {@code -encoder} is added. */
  private static final String NAME = "[a-z]([-a-z0-9]{0,40}[a-z0-9])?";

  private static final String LABEL_NAME = "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
  private static final String LABEL_VALUE = "(" + LABEL_NAME + ")?";

  /** A DNS subdomain (RFC 1123), as most of Kubernetes' names. */
  private static final String OBJECT =
      "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";

  private static final String REGISTRY =
      "[a-zA-Z0-9][-.a-zA-Z0-9]*(:[0-9]+)?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*";

  /** Name of the config map with the run configuration: two pipelines do not share one. */
  public String configuration() {
    return configMap.isEmpty() ? name + "-run" : configMap;
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (!name.matches(NAME)) {
      problems.add(
          "name: is '%s', must be lower-case letters, digits and '-', at most 42, the first a letter"
              .formatted(name));
    }
    if (imageTag.isEmpty() || imageTag.equals("latest")) {
      problems.add(
          "image_tag: is '%s', must be a tag that stays what it is, for example a version"
              .formatted(imageTag));
    }
    if (!registry.matches(REGISTRY)) {
      problems.add(
          "registry: is '%s', must be host[:port]/path in lower case, without a tag"
              .formatted(registry));
    }
    object("service_account", serviceAccount, problems);
    object("store_claim", storeClaim, problems);
    object("locks", locks, problems);
    optional("data_claim", dataClaim, problems);
    optional("config_map", configMap, problems);
    optional("webhook_secret", webhookSecret, problems);
    for (String label : gpuNodes) {
      String[] parts = label.split("=", -1);
      if (parts.length != 2 || !isKey(parts[0]) || !parts[1].matches(LABEL_VALUE)) {
        problems.add(
            "gpu_nodes: '%s' must be key=value, a label of nodes as in nvidia.com/gpu.present=true"
                .formatted(label));
      }
    }
    for (String taint : gpuTaints) {
      if (!isKey(taint)) {
        problems.add(
            "gpu_taints: '%s' must be the key of a taint, as in nvidia.com/gpu".formatted(taint));
      }
    }
    try {
      ZoneId.of(timezone);
    } catch (DateTimeException e) {
      problems.add("timezone: '%s' is not known, use one like Europe/Berlin".formatted(timezone));
    }
    return problems;
  }

  /** Of a label or a taint: a name, after a domain and a slash or not. */
  private static boolean isKey(String key) {
    int slash = key.lastIndexOf('/');
    String domain = key.substring(0, Math.max(0, slash));
    return key.substring(slash + 1).matches(LABEL_NAME)
        && (slash < 0 || (domain.matches(OBJECT) && domain.length() <= 253));
  }

  private static void optional(String key, String value, List<String> problems) {
    if (!value.isEmpty()) {
      object(key, value, problems);
    }
  }

  private static void object(String key, String value, List<String> problems) {
    if (!value.matches(OBJECT) || value.length() > 253) {
      problems.add(
          "%s: is '%s', must be a name that Kubernetes takes: lower-case letters, digits, '-' and '.'"
              .formatted(key, value));
    }
  }
}
