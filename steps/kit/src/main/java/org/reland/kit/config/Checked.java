package org.reland.kit.config;

import java.util.List;

/** A configuration record with rules across its keys. */
public interface Checked {
  /** What is wrong, one sentence each, naming the keys; empty where all is well. */
  List<String> problems();
}
