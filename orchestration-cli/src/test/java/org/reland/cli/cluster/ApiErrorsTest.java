package org.reland.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reland.cli.argo.ApiException;
import org.reland.cli.argo.TestWorkflows;
import org.reland.cli.testing.MemoryArgo;
import org.reland.kit.error.UserError;

/** A server's refusal says what to do, and ends in the code by which a scheduler decides. */
final class ApiErrorsTest {
  private final MemoryArgo argo = new MemoryArgo();

  @ParameterizedTest
  @CsvSource({
    "-1, 75", "-2, 78", "400, 65", "401, 78", "403, 78", "404, 2", "409, 75", "422, 65", "429, 75",
    "500, 75", "503, 75"
  })
  void everyRefusalHasItsExitCode(int status, int exitCode) {
    assertEquals(exitCode, error(status, "get workflow x", "no").exitCode());
  }

  @Test
  void aMissingRightIsNamedWithVerbResourceAndNamespace() {
    UserError error =
        error(
            403,
            "create workflow x",
            "workflows.argoproj.io is forbidden: User \"u\" cannot create resource \"workflows\" in API group \"argoproj.io\" in the namespace \"memory\"");
    assertTrue(
        error
            .getMessage()
            .contains(
                "Your account needs a role with verb 'create' on 'workflows' of argoproj.io in namespace memory"),
        error.getMessage());
  }

  @Test
  void whatIsNotThereIsToldWithTheNearestName() {
    argo.create(TestWorkflows.of("{kind: Workflow, metadata: {name: reland-abc}, spec: {}}"));
    assertEquals(
        "there is no workflow 'reland-abd' in namespace memory; did you mean reland-abc?",
        error(404, "get workflow reland-abd", "not found").getMessage());
    assertEquals(
        "there is no workflowtemplate 'reland' in namespace memory; it has none at all; reland apply DIR brings rendered files",
        error(404, "get workflowtemplate reland", "not found").getMessage());
  }

  @Test
  void missingDefinitionsAreNotTakenForAMissingWorkflow() {
    UserError error =
        error(404, "list workflows", "the server could not find the requested resource");
    assertEquals(78, error.exitCode());
    assertTrue(error.getMessage().contains("resource definitions"), error.getMessage());
  }

  private UserError error(int status, String what, String message) {
    return ApiErrors.userError(new ApiException(status, what, message), argo);
  }
}
