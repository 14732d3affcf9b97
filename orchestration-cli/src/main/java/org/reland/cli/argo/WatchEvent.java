package org.reland.cli.argo;

/** What happened to a workflow; a bookmark only says how far the stream has come. */
public record WatchEvent(Kind kind, Workflow workflow) {
  /** What it can be. */
  public enum Kind {
    CHANGED,
    DELETED,
    BOOKMARK
  }

  String version() {
    return workflow.getMetadata().getResourceVersion();
  }
}
