package org.reland.reasoning.transformer;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ConfigurationException;
import tools.jackson.databind.JsonNode;

/**
 * Reads a tokenizer: {@code tokenizer.json} where there is one, else {@code vocab.txt} with {@code
 * tokenizer_config.json}. The truncation and padding that tokenizer.json may hold are left aside:
 * they say how somebody used the model once.
 */
final class TokenizerFiles {
  private TokenizerFiles() {}

  static WordPiece read(ModelFolder folder, BertConfig config) throws IOException {
    boolean whole = folder.has(ModelFolder.TOKENIZER);
    Path file = folder.file(whole ? ModelFolder.TOKENIZER : ModelFolder.VOCABULARY);
    WordPiece tokenizer =
        whole ? ofJson(file, folder.json(ModelFolder.TOKENIZER)) : ofVocabulary(file, folder);
    for (String needed : List.of(WordPiece.BEGIN, WordPiece.END, tokenizer.unknown())) {
      if (!tokenizer.vocabulary().containsKey(needed)) {
        throw new BadDataException("%s: the vocabulary has no %s".formatted(file, needed));
      }
    }
    tokenizer
        .vocabulary()
        .forEach(
            (piece, id) -> {
              if (id < 0 || id >= config.tokens()) {
                throw new BadDataException(
                    "%s: '%s' has the id %d; by %s there are %d"
                        .formatted(file, piece, id, ModelFolder.CONFIG, config.tokens()));
              }
            });
    return tokenizer;
  }

  private static WordPiece ofJson(Path file, JsonNode json) {
    JsonNode model = json.path("model");
    requireType(file, "model", model, Set.of("WordPiece"));
    requireType(file, "normalizer", json.path("normalizer"), Set.of("BertNormalizer"));
    requireType(file, "pre_tokenizer", json.path("pre_tokenizer"), Set.of("BertPreTokenizer"));
    requireType(
        file,
        "post_processor",
        json.path("post_processor"),
        Set.of("TemplateProcessing", "BertProcessing"));
    Map<String, Integer> vocabulary = new HashMap<>();
    model
        .path("vocab")
        .properties()
        .forEach(e -> vocabulary.put(e.getKey(), e.getValue().asInt(-1)));
    List<String> special = new ArrayList<>();
    for (JsonNode token : json.path("added_tokens")) {
      String content = token.path("content").asString("");
      for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized")) {
        if (token.path(flag).asBoolean(false)) {
          throw new ConfigurationException(
              "%s: the added token '%s' is %s; that cannot be run".formatted(file, content, flag));
        }
      }
      if (!content.isEmpty()) {
        vocabulary.put(content, token.path("id").asInt(-1));
        special.add(content);
      }
    }
    JsonNode normalizer = json.path("normalizer");
    return new WordPiece(
        normalizer(
            normalizer.path("clean_text").asBoolean(true),
            normalizer.path("handle_chinese_chars").asBoolean(true),
            normalizer.path("strip_accents"),
            normalizer.path("lowercase").asBoolean(true)),
        Map.copyOf(vocabulary),
        List.copyOf(special),
        model.path("unk_token").asString("[UNK]"),
        model.path("continuing_subword_prefix").asString("##"),
        model.path("max_input_chars_per_word").asInt(100));
  }

  private static void requireType(Path file, String part, JsonNode given, Set<String> allowed) {
    String type = given.path("type").asString("none");
    if (!allowed.contains(type)) {
      throw new ConfigurationException(
          "%s: a %s of type %s cannot be run; allowed: %s (a tokenizer of BERT's kind)"
              .formatted(file, part, type, String.join(", ", allowed)));
    }
  }

  private static WordPiece ofVocabulary(Path file, ModelFolder folder) throws IOException {
    Optional<JsonNode> said = folder.jsonIfThere(ModelFolder.TOKENIZER_CONFIG);
    Map<String, Integer> vocabulary = new HashMap<>();
    try {
      for (String piece : Files.readAllLines(file)) {
        vocabulary.put(piece, vocabulary.size());
      }
    } catch (MalformedInputException e) {
      throw new BadDataException(file + ": is not UTF-8", e);
    }
    List<String> special =
        List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]").stream()
            .filter(vocabulary::containsKey)
            .toList();
    boolean lowercase = said.map(s -> s.path("do_lower_case").asBoolean(true)).orElse(true);
    boolean chinese = said.map(s -> s.path("tokenize_chinese_chars").asBoolean(true)).orElse(true);
    return new WordPiece(
        said.map(s -> normalizer(true, chinese, s.path("strip_accents"), lowercase))
            .orElse(new BertNormalizer(true, true, true, true)),
        Map.copyOf(vocabulary),
        special,
        "[UNK]",
        "##",
        100);
  }

  /** Where nothing is said of accents they go with the capitals. */
  private static BertNormalizer normalizer(
      boolean clean, boolean chinese, JsonNode accents, boolean lowercase) {
    return new BertNormalizer(clean, chinese, accents.asBoolean(lowercase), lowercase);
  }
}
