package org.reland.reasoning.infer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Prompt;
import org.reland.kit.error.BadDataException;
import org.reland.kit.step.StepContext;
import org.reland.kit.text.JsonLine;
import org.reland.kit.text.TextLines;

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
    try (TextLines lines = TextLines.open(file)) {
      for (String line = lines.nextFilled(); line != null; line = lines.nextFilled()) {
        JsonLine json = JsonLine.parse(line, lines.place());
        String user = json.text("user_id");
        String response = json.text("response");
        if (users.contains(user) && responses.put(user, response) != null) {
          throw new BadDataException(
              "%s: a second response for user %s; a user has one".formatted(lines.place(), user));
        }
      }
    }
    return new RecordedGenerator(responses);
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
