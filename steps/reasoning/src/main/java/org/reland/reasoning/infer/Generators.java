package org.reland.reasoning.infer;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The text generators there are. A new one is its class and a line here. */
final class Generators {
  private static final Map<String, TextGenerator.Factory> ALL =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("offline", OfflineGenerator::open),
              Map.entry("recorded", RecordedGenerator::open)));

  /** Those of them that cost nothing, as no language model answers. */
  private static final Set<String> WITHOUT_MODEL = Set.of("offline", RecordedGenerator.NAME);

  private Generators() {}

  static boolean asksModel(String name) {
    return !WITHOUT_MODEL.contains(name);
  }

  static TextGenerator.Factory of(String name) {
    return ALL.get(name);
  }

  static Set<String> names() {
    return Collections.unmodifiableSet(ALL.keySet());
  }
}
