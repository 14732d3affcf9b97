package org.reland.reasoning.infer;

import java.util.ArrayList;
import java.util.List;
import org.reland.kit.config.Checked;
import org.reland.kit.config.Setting;

/** Configuration of the step {@code infer}. */
public record InferConfig(
    @Setting(
            value =
                "who writes the rationales: offline (a heuristic on training co-occurrence),"
                    + " recorded (a file of answers); see Generators",
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
  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>(Generators.problems(generator));
    if (generator.equals(RecordedGenerator.NAME) && responsesFile.isEmpty()) {
      problems.add(
          "responses_file: must be the path of a file of answers where generator is recorded");
    }
    return problems;
  }
}
