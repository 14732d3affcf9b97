package org.reland.reasoning.transformer;

import java.io.IOException;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ConfigurationException;
import tools.jackson.databind.JsonNode;

/**
 * The shape of a BERT (Devlin et al., NAACL 2019), from {@code config.json}.
 *
 * @param tokens size of the vocabulary
 * @param positions the longest sequence there are position embeddings for
 * @param hidden length of a token's vector
 * @param intermediate length in the middle of a feed-forward layer
 * @param epsilon of the layer normalisations
 */
record BertConfig(
    int tokens,
    int positions,
    int hidden,
    int layers,
    int heads,
    int intermediate,
    int types,
    double epsilon) {
  static BertConfig of(ModelFolder folder) throws IOException {
    JsonNode json = folder.json(ModelFolder.CONFIG);
    String place = folder.file(ModelFolder.CONFIG).toString();
    require(json, place, "model_type", "bert", "");
    require(json, place, "hidden_act", "gelu", "gelu");
    require(json, place, "position_embedding_type", "absolute", "absolute");
    BertConfig config =
        new BertConfig(
            number(json, place, "vocab_size"),
            number(json, place, "max_position_embeddings"),
            number(json, place, "hidden_size"),
            number(json, place, "num_hidden_layers"),
            number(json, place, "num_attention_heads"),
            number(json, place, "intermediate_size"),
            number(json, place, "type_vocab_size"),
            epsilon(json, place));
    if (config.hidden % config.heads != 0) {
      throw new BadDataException(
          "%s: hidden_size %d is no multiple of num_attention_heads %d"
              .formatted(place, config.hidden, config.heads));
    }
    return config;
  }

  private static void require(
      JsonNode json, String place, String key, String wanted, String fallback) {
    String given = json.path(key).asString(fallback);
    if (!given.equals(wanted)) {
      throw new ConfigurationException(
          "%s: %s '%s'%s cannot be run; only '%s' can (BERT-shaped encoders: model_type bert, hidden_act gelu, absolute positions)"
              .formatted(place, key, given, architectures(json), wanted));
    }
  }

  private static String architectures(JsonNode json) {
    JsonNode names = json.path("architectures");
    return names.isEmpty() ? "" : " (architectures %s)".formatted(names);
  }

  private static int number(JsonNode json, String place, String key) {
    JsonNode value = json.path(key);
    if (!value.isInt() || value.asInt() < 1) {
      throw new BadDataException(
          "%s: %s must be a whole number of at least 1, is %s"
              .formatted(place, key, value.isMissingNode() ? "missing" : value));
    }
    return value.asInt();
  }

  private static double epsilon(JsonNode json, String place) {
    JsonNode value = json.path("layer_norm_eps");
    if (value.isMissingNode()) {
      return 1e-12;
    }
    if (!value.isNumber() || !(value.asDouble() > 0)) {
      throw new BadDataException(
          "%s: layer_norm_eps must be a number above 0, is %s".formatted(place, value));
    }
    return value.asDouble();
  }
}
