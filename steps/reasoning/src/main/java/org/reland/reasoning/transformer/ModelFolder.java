package org.reland.reasoning.transformer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.store.Digest;
import org.reland.kit.store.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A folder with a model, its tokenizer and what is said of them, as the model hubs lay it out. */
record ModelFolder(Path path) {
  static final String CONFIG = "config.json";
  static final String WEIGHTS = "model.safetensors";
  static final String TOKENIZER = "tokenizer.json";
  static final String VOCABULARY = "vocab.txt";
  static final String TOKENIZER_CONFIG = "tokenizer_config.json";
  static final String SENTENCES = "sentence_bert_config.json";
  static final String POOLING = "1_Pooling/config.json";

  private static final List<String> ALL =
      List.of(CONFIG, WEIGHTS, TOKENIZER, VOCABULARY, TOKENIZER_CONFIG, SENTENCES, POOLING);

  boolean has(String name) {
    return Files.isRegularFile(path.resolve(name));
  }

  /**
   * The path of a file that must be there.
   *
   * @throws ConfigurationException where it is not
   */
  Path file(String name) {
    if (!has(name)) {
      throw new ConfigurationException(
          "embed.model_folder: there is no file %s in %s. It must hold %s, %s and %s or %s, as the model hubs lay them out"
              .formatted(name, path, CONFIG, WEIGHTS, TOKENIZER, VOCABULARY));
    }
    return path.resolve(name);
  }

  /**
   * A JSON object that must be there.
   *
   * @throws BadDataException where it is none
   */
  JsonNode json(String name) throws IOException {
    Path file = file(name);
    try {
      JsonNode content = Json.mapper().readTree(Files.readAllBytes(file));
      if (content.isObject()) {
        return content;
      }
    } catch (JacksonException e) {
      throw new BadDataException("%s: is not JSON: %s".formatted(file, e.getOriginalMessage()), e);
    }
    throw new BadDataException(file + ": is not a JSON object");
  }

  Optional<JsonNode> jsonIfThere(String name) throws IOException {
    return has(name) ? Optional.of(json(name)) : Optional.empty();
  }

  /** A digest of all that is read: the same model under another path has the same. */
  String digest() throws IOException {
    StringBuilder digests = new StringBuilder();
    for (String name : ALL) {
      if (has(name)) {
        digests.append(name).append(' ').append(Digest.of(file(name))).append('\n');
      }
    }
    return Digest.of(digests.toString());
  }
}
