package org.reland.reasoning.embed;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.reland.linalg.Parallel;

/** The text encoders there are. A new one is its class and a line here. */
final class Encoders {
  private static final Map<String, Fit> ALL =
      new TreeMap<>(
          Map.of(
              "tfidf-svd", TfIdfSvdEncoder::fit, TransformerEncoder.NAME, TransformerEncoder::fit));

  private Encoders() {}

  /** Makes an encoder; those that are trained already ignore the texts. */
  interface Fit {
    /**
     * An encoder.
     *
     * @param itemTexts the texts of all items: an encoder sees nothing else of the data, least of
     *     all interactions
     */
    TextEncoder fit(
        EmbedConfig config, List<String> itemTexts, RandomGenerator random, Parallel parallel)
        throws IOException;
  }

  static Fit of(String name) {
    return ALL.get(name);
  }

  static Set<String> names() {
    return Collections.unmodifiableSet(ALL.keySet());
  }
}
