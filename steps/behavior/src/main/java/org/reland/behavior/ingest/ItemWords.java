package org.reland.behavior.ingest;

import java.util.List;

/** What is known of an item in words; empty where nothing is. */
record ItemWords(String title, String brand, List<String> categories) {
  static final ItemWords NONE = new ItemWords("", "", List.of());

  boolean isEmpty() {
    return title.isEmpty() && brand.isEmpty() && categories.isEmpty();
  }
}
