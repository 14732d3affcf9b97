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

  record CronWorkflow(String apiVersion, String kind, Metadata metadata, Schedule spec) {}

  record Schedule(
      List<String> schedules,
      String timezone,
      int startingDeadlineSeconds,
      String concurrencyPolicy,
      int successfulJobsHistoryLimit,
      int failedJobsHistoryLimit,
      Marks workflowMetadata,
      Submission workflowSpec) {}

  record Submission(
      @Nullable String entrypoint, @Nullable Parameters arguments, Reference workflowTemplateRef) {}

  record Reference(String name) {}

  record ConfigMap(String apiVersion, String kind, Metadata metadata, Map<String, String> data) {}

  record Spec(
      String entrypoint,
      @Nullable String onExit,
      Parameters arguments,
      String serviceAccountName,
      int activeDeadlineSeconds,
      int parallelism,
      Strategy podGC,
      Ttl ttlStrategy,
      Marks workflowMetadata,
      Marks podMetadata,
      PodSecurity securityContext,
      List<Volume> volumes,
      List<Template> templates) {}

  record Strategy(String strategy, @Nullable String deleteDelayDuration) {}

  record Ttl(int secondsAfterSuccess, int secondsAfterFailure) {}

  record Marks(Map<String, String> labels, @Nullable Map<String, String> annotations) {}

  record PodSecurity(
      boolean runAsNonRoot,
      int runAsUser,
      int runAsGroup,
      int fsGroup,
      String fsGroupChangePolicy,
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
      @Nullable Outputs outputs,
      @Nullable Dag dag,
      @Nullable Integer activeDeadlineSeconds,
      @Nullable Retry retryStrategy,
      @Nullable String podSpecPatch,
      @Nullable Map<String, String> nodeSelector,
      @Nullable List<Toleration> tolerations,
      @Nullable Synchronization synchronization,
      @Nullable Container container) {
    /** The same without a second try. */
    Template once() {
      return new Template(
          name,
          inputs,
          outputs,
          dag,
          activeDeadlineSeconds,
          null,
          null,
          nodeSelector,
          tolerations,
          synchronization,
          container);
    }

    static Template of(String name, @Nullable Parameters inputs, Dag dag) {
      return new Template(name, inputs, null, dag, null, null, null, null, null, null, null);
    }
  }

  record Toleration(String key, String operator, String effect) {}

  record Synchronization(List<Semaphore> semaphores) {}

  record Semaphore(KeyOf configMapKeyRef) {}

  record KeyOf(String name, String key) {}

  record Parameters(List<Parameter> parameters) {}

  record Outputs(@Nullable List<Parameter> parameters, @Nullable List<Artifact> artifacts) {}

  record Artifact(String name, String path, boolean optional, Archive archive) {
    /** As it is, neither packed nor compressed, so that a browser shows it. */
    static Artifact plain(String name, String path) {
      return new Artifact(name, path, true, new Archive(Map.of()));
    }
  }

  record Archive(Map<String, String> none) {}

  record Parameter(String name, @Nullable String value, @Nullable ValueFrom valueFrom) {
    static Parameter input(String name) {
      return new Parameter(name, null, null);
    }

    static Parameter of(String name, String value) {
      return new Parameter(name, value, null);
    }

    /** Without a default: a container that succeeds has written it. */
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
      @Nullable List<Variable> env,
      Resources resources,
      ContainerSecurity securityContext,
      List<Mount> volumeMounts) {}

  record Variable(String name, @Nullable String value, @Nullable Source valueFrom) {}

  record Source(SecretKey secretKeyRef) {}

  record SecretKey(String name, String key, boolean optional) {}

  record Resources(Map<String, String> requests, Map<String, String> limits) {}

  record Mount(String name, String mountPath, @Nullable Boolean readOnly) {}
}
