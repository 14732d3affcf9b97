package org.reland.reasoning.infer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Prompt;
import org.reland.kit.error.BadDataException;
import org.reland.kit.step.StepContext;
import org.reland.kit.store.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Answers from a file: JSON Lines, each an object with {@code user_id} and {@code response}; other
 * members are passed over. Makes a run with a language model's answers repeatable without it.
 */
final class RecordedGenerator implements TextGenerator {
  static final String NAME = "recorded";

  private final Map<String, String> responses;

  private RecordedGenerator(Map<String, String> responses) {
    this.responses = responses;
  }

  static TextGenerator open(InferConfig config, StepContext context) throws IOException {
    Set<String> wanted = new HashSet<>();
    context.readShard(Artifacts.PROMPTS).forEach(prompt -> wanted.add(prompt.id()));
    return of(Path.of(config.responsesFile()), wanted);
  }

  /**
   * Reads the answers for some users; the file is streamed.
   *
   * @throws BadDataException naming file and line
   */
  static RecordedGenerator of(Path file, Set<String> users) throws IOException {
    Map<String, String> responses = new HashMap<>();
    int number = 0;
    try (BufferedReader in = Files.newBufferedReader(file)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (!line.isBlank()) {
          read(line, file + ":" + number, users, responses);
        }
      }
    } catch (CharacterCodingException e) {
      throw new BadDataException(
          "%s:%d or soon after: not UTF-8; convert the file".formatted(file, number + 1), e);
    }
    return new RecordedGenerator(responses);
  }

  private static void read(
      String line, String place, Set<String> users, Map<String, String> responses) {
    JsonNode node;
    try {
      node = Json.mapper().readTree(line);
    } catch (JacksonException e) {
      throw new BadDataException(
          "%s: not JSON (%s); each line must be an object like {\"user_id\": \"U1\", \"response\": \"...\"}"
              .formatted(place, e.getOriginalMessage()),
          e);
    }
    String user = text(node, "user_id", place);
    String response = text(node, "response", place);
    if (users.contains(user) && responses.put(user, response) != null) {
      throw new BadDataException(
          "%s: a second response for user %s; a user has one".formatted(place, user));
    }
  }

  private static String text(JsonNode node, String member, String place) {
    JsonNode value = node.get(member);
    if (value == null || !value.isString()) {
      throw new BadDataException("%s: lacks the text member \"%s\"".formatted(place, member));
    }
    return value.asString();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Answer answer(Prompt prompt) {
    String response = responses.get(prompt.id());
    return response == null
        ? new Answer.None("the file has no response for this user", 1)
        : Answer.estimated(prompt, response);
  }

  @Override
  public boolean isCostly() {
    return false;
  }
}
