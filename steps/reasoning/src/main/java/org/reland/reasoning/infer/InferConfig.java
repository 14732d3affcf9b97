package org.reland.reasoning.infer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.reland.kit.config.Checked;
import org.reland.kit.config.Setting;

/** Configuration of the step {@code infer}. */
public record InferConfig(
    @Setting(
            value =
                "who writes the rationales: offline is a heuristic on training co-occurrence,"
                    + " recorded a file of answers",
            fallback = "offline")
        String generator,
    @Setting(
            value =
                "for recorded: path of the answers, JSON Lines with user_id and response; empty:"
                    + " none",
            fallback = "",
            file = true)
        String responsesFile,
    @Setting(
            value = "part of the prompts of a shard that may stay without a usable answer",
            fallback = "0.01",
            min = 0,
            max = 1,
            keyed = false)
        double maxFailed)
    implements Checked {
  /** Whether a language model is asked, which costs. */
  public boolean asksModel() {
    return Generators.asksModel(generator);
  }

  @Override
  public Map<String, Set<String>> choices() {
    return Map.of("generator", Generators.names());
  }

  @Override
  public List<String> problems() {
    return generator.equals(RecordedGenerator.NAME) && responsesFile.isEmpty()
        ? List.of(
            "responses_file: must be the path of a file of answers where generator is recorded")
        : List.of();
  }
}
