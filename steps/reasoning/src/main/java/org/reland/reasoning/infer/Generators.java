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

  private Generators() {}

  static TextGenerator.Factory of(String name) {
    return ALL.get(name);
  }

  static Set<String> names() {
    return Collections.unmodifiableSet(ALL.keySet());
  }
}
