package org.reland.workflows.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.step.Steps;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The schema and the program say the same of configurations. */
final class ConfigurationSchemaTest {
  private static final Steps STEPS = Steps.installed();

  private final JsonNode form = ConfigurationSchema.of(STEPS, List.of());
  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(form);

  @TempDir private Path folder;

  @Test
  void theConfigurationsThatComeWithTheCodeHaveTheForm() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("configs"))) {
      List<Path> all = files.toList();
      assertTrue(all.size() >= 6);
      for (Path file : all) {
        assertEquals(List.of(), schema.validate(new YAMLMapper().readTree(file)), file.toString());
      }
    }
  }

  @Test
  void everyDefaultHasTheFormAndStandsForItself() throws IOException {
    List<String> lines = new ArrayList<>();
    form.get("properties")
        .forEachEntry(
            (section, content) -> {
              boolean empty = content.get("properties").isEmpty();
              lines.add(section + (empty ? ": {}" : ":"));
              content
                  .get("properties")
                  .forEachEntry(
                      (key, property) -> lines.add("  " + key + ": " + property.get("default")));
            });
    String yaml = String.join("\n", lines);
    assertEquals(List.of(), schema.validate(new YAMLMapper().readTree(yaml)));
    Path file = Files.writeString(folder.resolve("defaults.yaml"), yaml);
    assertEquals(
        Configuration.defaults(STEPS).sections(),
        Configuration.load(file, List.of(), Optional.empty(), STEPS).sections());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train: {epochs: 50}",
        "train: {epochs: 5.5}",
        "train: {epochs: '50'}",
        "train: {epochs: fifty}",
        "train: {epochs: }",
        "evaluate: {cutoffs: 10}",
        "ingest: {items: }",
        "run: {name: }",
        "prompt: {condense: 'true'}",
        "prompt: {condense: }",
        "train: {epochs: -1}",
        "train: {epoch: 5}",
        "train: {variant: reland}",
        "trian: {epochs: 5}",
        "train: {learning_rate: fast}",
        "train: {learning_rate: 0.01}",
        "prompt: {condense: true}",
        "prompt: {condense: perhaps}",
        "prompt: {domain: films}",
        "prompt: {domain: filsm}",
        "experiment: {variants: [id-only, reland]}",
        "experiment: {variants: [id-ony]}",
        "evaluate: {cutoffs: [5, 10, 20]}",
        "sample: {fraction: 2}",
        "sample: {fraction: 0.2}",
        "run: {name: 2026}",
        "run: [name]",
        "ingest: {interactions: []}",
        "ingest: {k_core: [1]}",
        "infer: {max_failed: 1}"
      })
  void anEditorAndTheProgramJudgeAlike(String yaml) throws IOException {
    boolean formed = schema.validate(new YAMLMapper().readTree(yaml)).isEmpty();
    Path file = Files.writeString(folder.resolve("run.yaml"), yaml);
    boolean taken;
    try {
      Configuration.load(file, List.of(), Optional.empty(), STEPS);
      taken = true;
    } catch (ConfigurationException e) {
      taken = false;
    }
    assertEquals(taken, formed, yaml);
  }

  @Test
  void everyKeySaysWhatItDoes() {
    form.get("properties")
        .forEach(
            section ->
                section
                    .get("properties")
                    .forEach(key -> assertFalse(key.get("description").asString().isBlank())));
  }
}
