package org.reland.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reland.cli.argo.TestWorkflows;
import org.reland.cli.argo.Workflow;
import org.reland.cli.argo.WorkflowTemplate;
import org.reland.kit.error.UsageException;

/** What the controller would take in silence, or fail later, is refused before. */
final class SubmissionTest {
  private static final WorkflowTemplate TEMPLATE =
      TestWorkflows.template(
          """
          metadata:
            name: reland
            labels: {reland.org/configuration: 0123456789ab, other: x}
            annotations: {reland.org/commit: abc123}
          spec:
            entrypoint: pipeline
            arguments:
              parameters:
                - {name: settings, value: "run.seed=1"}
                - {name: size, value: small, enum: [small, large]}
                - {name: day}
            templates: [{name: pipeline}, {name: matches}, {name: train}]
          """);

  @Test
  void aRunReferencesItsTemplateAndBearsTheMarksThatTieItToCodeAndConfiguration() {
    Workflow workflow = submitted("matches", "day=monday", "size=large");
    assertEquals(
        "{\"workflowTemplateRef\":{\"name\":\"reland\"},\"entrypoint\":\"matches\",\"arguments\":{\"parameters\":[{\"name\":\"day\",\"value\":\"monday\"},{\"name\":\"size\",\"value\":\"large\"}]}}",
        workflow.getSpec().toString());
    assertEquals(
        Map.of(
            "app.kubernetes.io/part-of", "reland",
            "reland.org/rhythm", "matches",
            "reland.org/configuration", "0123456789ab"),
        workflow.getMetadata().getLabels());
    assertEquals(Map.of("reland.org/commit", "abc123"), workflow.getMetadata().getAnnotations());
  }

  @Test
  void settingsOfTheConfigurationAreLinesBehindThoseOfTheTemplate() {
    Workflow workflow = submitted("pipeline", "day=x", "train.epochs=3", "prompt.domain=a=b");
    assertEquals(
        "run.seed=1\ntrain.epochs=3\nprompt.domain=a=b",
        workflow.getSpec().at("/arguments/parameters/1/value").asString());
  }

  @Test
  void allMistakesAreToldAtOnce() {
    UsageException e =
        assertThrows(UsageException.class, () -> submitted("match", "dya=1", "size=huge"));
    assertEquals(
        """
        workflow template reland does not take this run:
          it has no entrypoint 'match'; did you mean matches?
          it declares no parameter 'dya'; did you mean day?
          parameter 'size' is 'huge'; allowed are small, large
          parameter 'day' has no default: --set day=VALUE""",
        e.getMessage());
  }

  @Test
  void aValueWithoutANameIsRefused() {
    UsageException e = assertThrows(UsageException.class, () -> submitted("pipeline", "epochs"));
    assertTrue(e.getMessage().startsWith("--set epochs: section.key=value"), e.getMessage());
  }

  private static Workflow submitted(String entrypoint, String... values) {
    return new Submission(entrypoint, List.of(values)).of(TEMPLATE);
  }
}
