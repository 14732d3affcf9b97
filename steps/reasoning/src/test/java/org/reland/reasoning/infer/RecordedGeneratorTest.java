package org.reland.reasoning.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.reland.kit.artifact.Artifacts.CALLS;
import static org.reland.kit.artifact.Artifacts.HISTORY;
import static org.reland.kit.artifact.Artifacts.ITEMS;
import static org.reland.kit.artifact.Artifacts.PROMPTS;
import static org.reland.kit.artifact.Artifacts.RATIONALES;
import static org.reland.kit.artifact.Artifacts.SEEDS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reland.kit.artifact.Call;
import org.reland.kit.artifact.Prompt;
import org.reland.kit.artifact.Rationale;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.store.Manifest;
import org.reland.kit.testing.StepHarness;
import org.reland.reasoning.testing.BeautyData;

final class RecordedGeneratorTest extends TextGeneratorContract {
  @TempDir Path folder;

  @Override
  Map<String, String> chosen(List<Prompt> prompts) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Prompt prompt : prompts) {
      String reply = InferFixture.REPLY.replace("X", prompt.id()).replace("\n", "\\n");
      lines.append("{\"user_id\": \"%s\", \"response\": \"%s\"}\n".formatted(prompt.id(), reply));
    }
    return Map.of("generator", "recorded", "responses_file", file(lines.toString()).toString());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("answers.jsonl"), text);
  }

  @Test
  void everyUserGetsTheResponseOfItsLine() throws IOException {
    Path file =
        file(
            """
            {"user_id": "camper", "strategy": "x", "response": "Hello"}

            {"response": "Good\\nbye", "user_id": "writer"}
            {"user_id": 17, "response": "Seventeen"}
            """);
    var generator = RecordedGenerator.of(file, Set.of("camper", "writer", "17", "nobody"));
    var answer =
        assertInstanceOf(Answer.Text.class, generator.answer(InferFixture.prompt("writer")));
    assertEquals("Good\nbye", answer.text());
    assertEquals(7, answer.tokensIn());
    assertEquals(2, answer.tokensOut());
    assertInstanceOf(Answer.Text.class, generator.answer(InferFixture.prompt("17")));
    assertInstanceOf(Answer.None.class, generator.answer(InferFixture.prompt("nobody")));
    assertFalse(generator.isCostly());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"user_id\": \"u\", \"response\": \"a\"}~{\"user_id\": \"u\", \"response\": \"b\"}|:2: a second response for user u",
        "~{\"user_id\": \"u\"|:2: not a JSON object",
        "{\"user_id\": \"u\"}|:1: lacks the member \"response\"",
        "{\"user_id\": [7], \"response\": \"a\"}|:1: the member \"user_id\" must be a text or a number",
        "[1]|:1: not a JSON object",
        "\"u\"|:1: not a JSON object",
      })
  void mistakesAreNamedWithFileAndLine(String text, String message) throws IOException {
    Path file = file(text.replace('~', '\n'));
    var error = assertThrows(BadDataException.class, () -> RecordedGenerator.of(file, Set.of("u")));
    assertTrue(error.getMessage().contains("answers.jsonl" + message), error.getMessage());
  }

  @Test
  void aFileInAnotherEncodingIsNamed() throws IOException {
    Path file =
        Files.write(
            folder.resolve("answers.jsonl"),
            "{\"user_id\": \"u\", \"response\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1));
    var error = assertThrows(BadDataException.class, () -> RecordedGenerator.of(file, Set.of("u")));
    assertTrue(error.getMessage().contains("not UTF-8"), error.getMessage());
  }

  @Test
  void aFewMayStayWithoutAnAnswerAndMoreAreAnErrorThatNamesThem() throws IOException {
    Path file =
        file(
            "{\"user_id\": \"camper\", \"response\": \"%s\"}"
                .formatted(InferFixture.REPLY.replace("\n", "\\n")));
    StepHarness harness =
        InferFixture.harness(
            folder.resolve("store"),
            List.of(List.of(InferFixture.prompt("camper"), InferFixture.prompt("writer"))));
    Map<String, String> config = Map.of("generator", "recorded", "responses_file", file.toString());
    var error = assertThrows(BadDataException.class, () -> harness.run(new InferStep(), config));
    assertTrue(error.getMessage().contains("1 of 2 prompts"), error.getMessage());
    assertTrue(error.getMessage().contains("writer (the file has no response"), error.getMessage());
    Manifest manifest =
        harness.run(
            new InferStep(),
            Map.of(
                "generator", "recorded", "responses_file", file.toString(), "max_failed", "0.5"));
    assertEquals(1, manifest.facts().get("ok"));
    assertEquals(1, manifest.facts().get("failed"));
    assertEquals(
        List.of("ok", "failed"), harness.rows(RATIONALES).stream().map(Rationale::status).toList());
    assertEquals(List.of(7, 0), harness.rows(CALLS).stream().map(Call::tokensIn).toList());
  }

  @Test
  void itDoesNotGoWithoutAFile() {
    StepHarness harness = InferFixture.harness(folder, List.of(List.of()));
    var error =
        assertThrows(
            ConfigurationException.class,
            () -> harness.run(new InferStep(), Map.of("generator", "recorded")));
    assertTrue(error.getMessage().contains("responses_file"), error.getMessage());
  }

  @Test
  void allRecordedBeautyAnswersBecomeRationales() throws IOException {
    BeautyData beauty = BeautyData.orSkip();
    List<Prompt> prompts = new ArrayList<>();
    for (BeautyData.Recorded recorded : beauty.recorded()) {
      prompts.add(InferFixture.prompt(recorded.id()));
    }
    StepHarness harness =
        StepHarness.in(folder)
            .given(ITEMS, beauty.items())
            .given(HISTORY, List.of())
            .given(SEEDS, beauty.seeds())
            .givenParts(PROMPTS, List.of(prompts.subList(0, 1000), prompts.subList(1000, 2236)));
    Manifest manifest =
        harness.run(
            new InferStep(),
            Map.of("generator", "recorded", "responses_file", beauty.responses().toString()));
    assertEquals(2236, manifest.facts().get("asked"));
    assertEquals(2236, manifest.facts().get("ok"));
    assertEquals(
        prompts.stream().map(Prompt::id).toList(),
        harness.rows(RATIONALES).stream().map(Rationale::id).toList());
  }
}
