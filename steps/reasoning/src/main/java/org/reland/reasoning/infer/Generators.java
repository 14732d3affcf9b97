package org.reland.reasoning.infer;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.reland.kit.config.Nearest;
import org.reland.kit.step.StepContext;

/** The text generators there are. A new one is its class and a line here. */
final class Generators {
  private static final Map<String, Factory> ALL =
      Map.ofEntries(
          Map.entry("offline", OfflineGenerator::open),
          Map.entry("recorded", RecordedGenerator::open));

  private Generators() {}

  /** Makes a generator ready to answer the prompts of a shard. */
  interface Factory {
    /**
     * A generator.
     *
     * @param context to read the shard's prompts, the seeds, the history and the items
     */
    TextGenerator open(InferConfig config, StepContext context) throws IOException;
  }

  static Factory of(String name) {
    return ALL.get(name);
  }

  static List<String> problems(String name) {
    return ALL.containsKey(name)
        ? List.of()
        : List.of(
            "generator: '%s' is not known%s"
                .formatted(name, Nearest.hint(name, new TreeMap<>(ALL).keySet())));
  }
}
