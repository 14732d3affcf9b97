package org.reland.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.cli.argo.Argo;
import org.reland.cli.argo.ArgoApi;
import org.reland.cli.argo.ArgoServer;
import org.reland.cli.argo.TestWorkflows;
import org.reland.cli.argo.Workflow;
import org.reland.cli.testing.MemoryArgo;
import org.reland.cli.testing.TestingArgoServer;
import org.reland.kit.error.UsageException;
import org.reland.workflows.argo.TemplateNames;

/** A command makes one workflow, however often its request was sent. */
final class CreationTest {
  @TempDir private Path folder;
  private final MemoryArgo memory = new MemoryArgo();

  @Test
  void aRequestWhoseAnswerIsLostIsSentAgainAndMakesOneWorkflow() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "sesame");
    try (TestingArgoServer server = new TestingArgoServer(memory, "sesame");
        ArgoApi api =
            ArgoServer.at(
                URI.create(server.url()),
                Optional.of(token),
                Optional.empty(),
                Optional.of("memory"))) {
      memory.loseAnswers(1);
      Workflow created = new Creation(api).numbered(workflow(), "reland");
      assertEquals(created.name(), memory.workflows("").getFirst().name());
      assertEquals(1, memory.workflows("").size());
      memory.loseAnswers(1);
      assertEquals("mine", new Creation(api).named(workflow(), "mine").name());
    }
  }

  @Test
  void aNameThatAnotherHasIsRefused() {
    new Creation(memory).named(workflow(), "mine");
    UsageException e =
        assertThrows(UsageException.class, () -> new Creation(memory).named(workflow(), "mine"));
    assertTrue(e.getMessage().contains("reland resubmit mine"), e.getMessage());
  }

  @Test
  void aNameThatIsMadeUpIsNeverTooLongAndIsTheRuns() {
    Workflow created = new Creation(memory).numbered(workflow(), "x".repeat(80));
    assertEquals(Argo.LONGEST_NAME, created.name().length());
    assertEquals(created.name(), created.annotation(TemplateNames.RUN).orElse(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Upper", "-x", "x-", "a_b", "", "ä"})
  void whatCannotBeANameIsRefused(String name) {
    assertThrows(UsageException.class, () -> new Creation(memory).named(workflow(), name));
  }

  private static Workflow workflow() {
    return TestWorkflows.of("{kind: Workflow, metadata: {}, spec: {entrypoint: pipeline}}");
  }
}
