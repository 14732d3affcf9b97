package org.reland.workflows.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reland.kit.config.Nearest;
import org.reland.kit.error.UsageException;

/**
 * How much of the graph a run does. The whole of it is an experiment: it measures. The others are
 * its production, each at a pace of its own over the same nodes: they measure nothing, see the
 * newest behaviour, take what changes slower from its name and move their own.
 */
public enum Rhythm {
  PIPELINE("report", null, null),
  ENCODER("encode", null, Lasting.ENCODER),
  POOL("index", Lasting.ENCODER, Lasting.POOL),
  MATCHES("retrieve", Lasting.POOL, Lasting.MATCHES);

  /** What a node does otherwise where nothing is measured, by step. */
  private static final Map<String, Map<String, String>> PRODUCTION =
      Map.of(
          "ingest",
          Map.of(
              "k_core", "0", "expect_users", "0", "expect_items", "0", "expect_interactions", "0"),
          "split",
          Map.of("hold_out", "false"));

  private final String goal;
  private final @Nullable Lasting takes;
  private final @Nullable Lasting gives;

  Rhythm(String goal, @Nullable Lasting takes, @Nullable Lasting gives) {
    this.goal = goal;
    this.takes = takes;
    this.gives = gives;
  }

  /**
   * By its name.
   *
   * @throws UsageException for one that there is not
   */
  public static Rhythm of(String id) {
    List<String> ids = new ArrayList<>();
    for (Rhythm rhythm : values()) {
      if (rhythm.id().equals(id)) {
        return rhythm;
      }
      ids.add(rhythm.id());
    }
    throw new UsageException("'%s' is no rhythm%s".formatted(id, Nearest.hint(id, ids)));
  }

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The step that it is all for. */
  String goal() {
    return goal;
  }

  /** What it does not make itself. */
  public Optional<Lasting> takes() {
    return Optional.ofNullable(takes);
  }

  /** Whose name it moves. */
  public Optional<Lasting> gives() {
    return Optional.ofNullable(gives);
  }

  /** The nodes for which results of earlier runs stand in. */
  public List<String> taken() {
    if (takes == null) {
      return List.of();
    }
    List<String> nodes = new ArrayList<>(takes.with());
    nodes.add(takes.node());
    return nodes;
  }

  /** Configuration keys that are special here. */
  Map<String, String> overrides(String step) {
    return this == PIPELINE ? Map.of() : PRODUCTION.getOrDefault(step, Map.of());
  }
}
