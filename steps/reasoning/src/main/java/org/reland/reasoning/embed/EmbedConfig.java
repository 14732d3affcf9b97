package org.reland.reasoning.embed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.reland.kit.config.Checked;
import org.reland.kit.config.Setting;

/** Configuration of the step {@code embed}. */
public record EmbedConfig(
    @Setting(
            value =
                "the text encoder: tfidf-svd is fitted on the items' words, transformer a sentence"
                    + " encoder of BERT's shape, trained elsewhere",
            fallback = "tfidf-svd")
        String encoder,
    @Setting(
            value =
                "for transformer: path of the model's folder as the hubs lay it out (config.json,"
                    + " model.safetensors, tokenizer.json or vocab.txt); empty: none",
            fallback = "",
            folder = true)
        String modelFolder,
    @Setting(
            value =
                "for tfidf-svd: length of the vectors, fewer where the items' texts do not have as"
                    + " many; a transformer has its model's own",
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
    @Setting(
            value = "for tfidf-svd: items that a word must occur in to be known",
            fallback = "2",
            min = 1)
        int minItems,
    @Setting(
            value = "for tfidf-svd: whether pairs of neighbouring words are terms as well",
            fallback = "false")
        boolean bigrams)
    implements Checked {
  /** Whether a model of its own folder encodes. */
  boolean isTransformer() {
    return encoder.equals(TransformerEncoder.NAME);
  }

  @Override
  public Map<String, Set<String>> choices() {
    return Map.of("encoder", Encoders.names());
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (itemText.isEmpty()) {
      problems.add("item_text: must name at least one of title, brand, categories");
    }
    if (isTransformer() && modelFolder.isEmpty()) {
      problems.add(
          "model_folder: must be the path of a model's folder where encoder is transformer");
    }
    return problems;
  }
}
