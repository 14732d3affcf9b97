package org.reland.workflows.argo;

/** What the rendered files are called inside, and whoever starts runs of them has to say. */
public final class TemplateNames {
  /** Parameter: changes of the run configuration, lines {@code section.key=value}. */
  public static final String SETTINGS = "settings";

  /** Parameter: the moment that a run sees the data of; empty for its beginning. */
  public static final String AS_OF = "as-of";

  /** Parameter of the store's template: the words of a command, a JSON list. */
  public static final String WORDS = "words";

  /** Label of all that is ours; its value is {@link #RELAND}. */
  public static final String PART_OF = "app.kubernetes.io/part-of";

  public static final String RELAND = "reland";

  /** Label: which part of the pipeline, the id of a {@code Rhythm}; also its entrypoint. */
  public static final String RHYTHM = "reland.org/rhythm";

  /** Label: first twelve hexadecimal digits of the SHA-256 of the run configuration. */
  public static final String CONFIGURATION = "reland.org/configuration";

  /** Annotation: source revision of the code that runs. */
  public static final String COMMIT = "reland.org/commit";

  /** Annotation of a workflow: name of its run in the store, which is its own. */
  public static final String RUN = "reland.org/run";

  private TemplateNames() {}

  /** The template through which commands reach the store of a pipeline's template. */
  public static String storeTemplate(String template) {
    return template + "-store";
  }
}
