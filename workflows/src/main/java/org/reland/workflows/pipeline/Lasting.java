package org.reland.workflows.pipeline;

import java.util.List;
import java.util.Locale;

/**
 * What outlives the run that made it, under a name that others find it by. Each belongs together
 * with some other results of its run: seeds are compared with users in the space of one encoder,
 * and rationales with items in that of one text encoder.
 */
public enum Lasting {
  ENCODER("encode"),
  POOL("index"),
  MATCHES("retrieve");

  private final String node;

  Lasting(String node) {
    this.node = node;
  }

  /** Of the artifact. */
  public String artifact() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The node that writes it. */
  public String node() {
    return node;
  }

  /** The nodes whose results have to be read with it. */
  public List<String> with() {
    return switch (this) {
      case ENCODER -> List.of();
      case POOL -> List.of(ENCODER.node, "embed");
      case MATCHES -> List.of(ENCODER.node, "embed", POOL.node);
    };
  }

  /**
   * Its name in a store.
   *
   * @param pipeline {@code run.name} of the configuration, so that two shops in one store do not
   *     take turns
   */
  public String ref(String pipeline) {
    return pipeline + "/" + artifact();
  }
}
