package org.reland.cli.argo;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** How far a workflow or one of its nodes has come. */
public enum Phase {
  /** The controller has not looked at it. */
  NEW("", false),
  /** Waits for a lock, or for its pod to start. */
  PENDING("Pending", false),
  RUNNING("Running", false),
  SUCCEEDED("Succeeded", true),
  /** Its condition did not hold. */
  SKIPPED("Skipped", true),
  FAILED("Failed", true),
  /** Something around the step failed: the pod was deleted, a template is wrong. */
  ERROR("Error", true),
  /** What it depends on did not come about. */
  OMITTED("Omitted", true);

  private final String text;
  private final boolean ended;

  Phase(String text, boolean ended) {
    this.text = text;
    this.ended = ended;
  }

  /** As Argo writes it; what it does not know is {@link #NEW}. */
  @JsonCreator
  public static Phase of(@Nullable String text) {
    for (Phase phase : values()) {
      if (phase.text.equals(text)) {
        return phase;
      }
    }
    return NEW;
  }

  @JsonValue
  public String text() {
    return text;
  }

  public boolean ended() {
    return ended;
  }

  /** Whether it ended badly. */
  public boolean bad() {
    return this == FAILED || this == ERROR;
  }
}
