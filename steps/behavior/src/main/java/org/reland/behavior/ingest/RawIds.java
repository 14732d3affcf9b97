package org.reland.behavior.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Raw ids, numbered in the order in which they appear. */
final class RawIds {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> raw = new ArrayList<>();

  /** The number of an id; a new one where it appears for the first time. */
  int number(String id) {
    return numbers.computeIfAbsent(
        id,
        fresh -> {
          raw.add(fresh);
          return raw.size() - 1;
        });
  }

  boolean contains(String id) {
    return numbers.containsKey(id);
  }

  String raw(int number) {
    return raw.get(number);
  }

  int size() {
    return raw.size();
  }
}
