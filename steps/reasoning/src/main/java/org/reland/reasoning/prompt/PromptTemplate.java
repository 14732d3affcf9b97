package org.reland.reasoning.prompt;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.reland.kit.error.ConfigurationException;

/**
 * The words around a history, from a {@link TemplateFile}.
 *
 * @param source where it was read, for messages
 * @param name the domain, or {@code file} for a template of the user's own
 * @param digest SHA-256 of the file
 * @param item how one item of the history is written
 * @param texts the prompt by variant, each with {@code {history}} in it
 * @param noise what condensing takes out of titles
 */
public record PromptTemplate(
    String source,
    String name,
    String digest,
    ItemForm item,
    Map<Variant, String> texts,
    List<Pattern> noise) {
  static final String HISTORY = "{history}";

  private static final int DIGEST_SHOWN = 12;

  /** The value of the template column: another word in the file is another template. */
  public String label(Variant variant) {
    return "%s/%s@%s".formatted(name, variant.key(), digest.substring(0, DIGEST_SHOWN));
  }

  /**
   * The prompt's words.
   *
   * @throws ConfigurationException where the template does not have the variant
   */
  public String text(Variant variant) {
    String text = texts.get(variant);
    if (text == null) {
      throw new ConfigurationException(
          "%s has no section [%s]: add one, or set prompt.variant to one of %s"
              .formatted(
                  source,
                  variant.key(),
                  String.join(", ", texts.keySet().stream().map(Variant::key).sorted().toList())));
    }
    return text;
  }
}
