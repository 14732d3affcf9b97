package org.reland.reasoning.embed;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.reland.kit.config.Checked;
import org.reland.kit.config.Setting;

/** Configuration of the step {@code embed}. */
public record EmbedConfig(
    @Setting(value = "the text encoder", fallback = "tfidf-svd") String encoder,
    @Setting(
            value = "length of the vectors; fewer where the items' texts do not have as many",
            fallback = "256",
            min = 1,
            max = 4096)
        int dimensions,
    @Setting(
            value = "what makes up an item's text",
            fallback = "title,brand,categories",
            oneOf = {"title", "brand", "categories"})
        List<String> itemText,
    @Setting(
            value =
                "what of a rationale is encoded: step2 (categories and items), preference (Step 1)"
                    + " or all (the whole reply)",
            fallback = "step2",
            oneOf = {"step2", "preference", "all"})
        String rationaleText,
    @Setting(value = "whether the items' mean vector is taken off every vector", fallback = "true")
        boolean centred,
    @Setting(value = "items that a word must occur in to be known", fallback = "2", min = 1)
        int minItems,
    @Setting(value = "whether pairs of neighbouring words are terms as well", fallback = "false")
        boolean bigrams)
    implements Checked {
  @Override
  public Map<String, Set<String>> choices() {
    return Map.of("encoder", Encoders.names());
  }

  @Override
  public List<String> problems() {
    return itemText.isEmpty()
        ? List.of("item_text: must name at least one of title, brand, categories")
        : List.of();
  }
}
