package org.reland.reasoning.prompt;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the model is asked; each is a section of the template. */
public enum Variant {
  /** With the two steps of the method: a preference first, then what follows from it. */
  RECOMMENDATION,
  /** Without steps, for the ablation "w/o r.p.": the whole reply is the rationale. */
  DIRECT;

  /** As in the configuration and in the template. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All, as in the configuration. */
  static List<String> keys() {
    return Arrays.stream(values()).map(Variant::key).toList();
  }

  static Variant of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }

  /** The variant that a prompt was made with, from its template column. */
  public static Variant ofTemplate(String template) {
    return template.contains("/" + DIRECT.key() + "@") ? DIRECT : RECOMMENDATION;
  }
}
