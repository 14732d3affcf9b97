package org.reland.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What is concluded from what lies on a cluster. */
final class FindingsTest {
  private static final Instant CREATED = Instant.parse("2026-11-01T00:00:00Z");

  private static JsonNode yaml(String text) {
    return new YAMLMapper().readTree(text);
  }

  private static final String MARKED =
      ", annotations: {cronworkflows.argoproj.io/last-used-schedule: 'CRON_TZ=UTC 0 5 * * *'}";

  private static Verdict schedule(String metadata, String rest, int secondsLater) {
    String text =
        "{metadata: {name: nightly, creationTimestamp: '%s'%s}%s}"
            .formatted(CREATED, metadata, rest);
    return SchedulesCheck.look(yaml(text), CREATED.plusSeconds(secondsLater)).verdict();
  }

  @Test
  void aScheduleThatTheControllerDoesNotTakeUpIsWrongAfterAMoment() {
    assertEquals(Verdict.UNKNOWN, schedule("", "", 10));
    assertEquals(Verdict.WRONG, schedule("", "", 60));
    assertEquals(Verdict.GOOD, schedule(MARKED, "", 60));
  }

  @Test
  void aScheduleThatWentBadIsWrongThoughItWasTakenUpBefore() {
    String status = ", status: {conditions: [{type: SpecError, status: 'True', message: no}]}";
    assertEquals(Verdict.WRONG, schedule(MARKED, status, 60));
  }

  @Test
  void aSuspendedScheduleIsWorthANote() {
    assertEquals(Verdict.NOTE, schedule("", ", spec: {suspend: true}", 60));
  }

  @Test
  void aClaimMayBeUnboundUntilTheFirstPodComes() {
    assertEquals(Verdict.UNKNOWN, claim("{}"));
    assertEquals(Verdict.WRONG, claim("{status: {phase: Lost}}"));
    assertEquals(
        Verdict.NOTE, claim("{spec: {accessModes: [ReadWriteOnce]}, status: {phase: Bound}}"));
    assertEquals(
        Verdict.GOOD, claim("{spec: {accessModes: [ReadWriteMany]}, status: {phase: Bound}}"));
  }

  private static Verdict claim(String text) {
    return ClaimsCheck.look("store", yaml(text)).verdict();
  }

  @Test
  void anImageIsPinnedByATagOrADigestAndNotByThePortOfItsRegistry() {
    assertTrue(TemplateCheck.pinned("localhost:5000/reland/reland-cli:0.1.0"));
    assertTrue(TemplateCheck.pinned("reland-cli@sha256:00"));
    assertFalse(TemplateCheck.pinned("localhost:5000/reland/reland-cli"));
    assertFalse(TemplateCheck.pinned("reland/reland-cli:latest"));
  }

  private static Finding controller(String container, String instance) {
    JsonNode deployments =
        yaml(
            "{items: [{metadata: {name: other}, spec: {template: {spec: {containers: [{image: a/argocli}]}}}}, {metadata: {name: argo-workflows-workflow-controller}, status: {readyReplicas: 1}, spec: {template: {spec: {containers: [%s]}}}}]}"
                .formatted(container));
    return ControllerCheck.look(ControllerDeployment.all(deployments), instance, "reland", "argo");
  }

  @Test
  void aControllerIsFoundUnderAnyNameAndMustServeTheNamespace() {
    String image = "{image: 'mirror:5000/q/workflow-controller:v4.1.2', args: [%s]}";
    assertEquals(Verdict.GOOD, controller(image.formatted(""), "").verdict());
    assertEquals(Verdict.GOOD, controller("{command: [workflow-controller]}", "").verdict());
    assertEquals(Verdict.WRONG, controller(image.formatted("--namespaced"), "").verdict());
    assertEquals(Verdict.GOOD, controller(image.formatted("--namespaced=false"), "").verdict());
    String managed = "--namespaced, --managed-namespace, %s";
    assertEquals(
        Verdict.GOOD, controller(image.formatted(managed.formatted("reland")), "").verdict());
    assertEquals(
        Verdict.WRONG, controller(image.formatted(managed.formatted("else")), "").verdict());
    assertEquals(Verdict.WRONG, controller(image.formatted(""), "blue").verdict());
  }

  private static Finding executor(String data) {
    return ExecutorCheck.look(
        ControllerConfiguration.of("map", yaml("{data: {%s}}".formatted(data))), "argo");
  }

  @Test
  void theExecutorIsFoundInBothFormsOfArgosConfiguration() {
    String security =
        "securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}";
    String apart = "executor: '%s'".formatted(security);
    String whole = "config: 'executor: {%s}'".formatted(security);
    assertEquals(Verdict.GOOD, executor(apart).verdict());
    assertEquals(Verdict.GOOD, executor(whole).verdict());
    assertEquals(Verdict.WRONG, executor("").verdict());
    assertEquals(Verdict.WRONG, executor("config: 'parallelism: 3'").verdict());
  }

  @Test
  void aConfigurationThatTheControllerDoesNotReadIsWrongAndNoCrash() {
    assertTrue(executor("executor: 'securityContext: {'").text().contains("no YAML"));
    assertTrue(executor("config: 'a: b', executor: 'b: c'").text().contains("refuses"));
  }

  @Test
  void theConfigMapIsTheOneThatTheControllerNames() {
    for (String flags :
        new String[] {"[--configmap, mine]", "[--loglevel=info, --configmap=mine]"}) {
      JsonNode deployments =
          yaml(
              "{items: [{spec: {template: {spec: {containers: [{image: workflow-controller, args: %s}]}}}}]}"
                  .formatted(flags));
      assertEquals(
          Optional.of("mine"), ControllerDeployment.all(deployments).getFirst().configMap());
    }
  }
}
