package org.reland.workflows.argo;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of Kubernetes' and Argo's API that are written, in the order in which they are written.
 * What is null is left out. Definition: Argo Workflows' field reference, version 4.1.
 */
final class Manifests {
  static final String ARGO = "argoproj.io/v1alpha1";

  private Manifests() {}

  record Metadata(
      @Nullable String name, @Nullable String generateName, Map<String, String> labels) {}

  record WorkflowTemplate(String apiVersion, String kind, Metadata metadata, Spec spec) {}

  record Workflow(String apiVersion, String kind, Metadata metadata, Submission spec) {}

  record Submission(Reference workflowTemplateRef) {}

  record Reference(String name) {}

  record ConfigMap(String apiVersion, String kind, Metadata metadata, Map<String, String> data) {}

  record Spec(
      String entrypoint,
      String serviceAccountName,
      int activeDeadlineSeconds,
      int parallelism,
      Strategy podGC,
      Ttl ttlStrategy,
      PodMetadata workflowMetadata,
      PodMetadata podMetadata,
      PodSecurity securityContext,
      List<Volume> volumes,
      List<Template> templates) {}

  record Strategy(String strategy) {}

  record Ttl(int secondsAfterSuccess) {}

  record PodMetadata(Map<String, String> labels) {}

  record PodSecurity(
      boolean runAsNonRoot,
      int runAsUser,
      int runAsGroup,
      int fsGroup,
      SeccompProfile seccompProfile) {}

  record SeccompProfile(String type) {}

  record ContainerSecurity(
      boolean allowPrivilegeEscalation, boolean readOnlyRootFilesystem, Drop capabilities) {}

  record Drop(List<String> drop) {}

  record Volume(
      String name,
      @Nullable Claim persistentVolumeClaim,
      @Nullable Reference configMap,
      @Nullable Map<String, String> emptyDir) {}

  record Claim(String claimName, @Nullable Boolean readOnly) {}

  record Template(
      String name,
      @Nullable Parameters inputs,
      @Nullable Parameters outputs,
      @Nullable Dag dag,
      @Nullable Integer activeDeadlineSeconds,
      @Nullable Retry retryStrategy,
      @Nullable String podSpecPatch,
      @Nullable Container container) {}

  record Parameters(List<Parameter> parameters) {}

  record Parameter(String name, @Nullable String value, @Nullable ValueFrom valueFrom) {
    static Parameter input(String name) {
      return new Parameter(name, null, null);
    }

    static Parameter of(String name, String value) {
      return new Parameter(name, value, null);
    }

    static Parameter fromFile(String name, String path) {
      return new Parameter(name, null, new ValueFrom(path));
    }
  }

  record ValueFrom(String path) {}

  record Dag(boolean failFast, List<Task> tasks) {}

  record Task(
      String name,
      String template,
      @Nullable String depends,
      @Nullable Parameters arguments,
      @Nullable String withParam) {}

  record Retry(String limit, String retryPolicy, Backoff backoff, String expression) {}

  record Backoff(String duration, String factor, String cap) {}

  record Container(
      String image,
      List<String> command,
      List<String> args,
      Resources resources,
      ContainerSecurity securityContext,
      List<Mount> volumeMounts) {}

  record Resources(Map<String, String> requests, Map<String, String> limits) {}

  record Mount(String name, String mountPath, @Nullable Boolean readOnly) {}
}
