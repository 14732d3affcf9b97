package org.reland.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reland.kit.config.ConfigBinder;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.step.Node;
import org.reland.kit.step.Steps;
import org.reland.workflows.configuration.Configuration;
import org.reland.workflows.pipeline.Pipeline;

final class ConfigurationTest {
  private static final Steps STEPS = Steps.installed();

  @TempDir Path folder;

  private Configuration load(String yaml, String... settings) throws IOException {
    Path file = Files.writeString(Files.createDirectories(folder).resolve("run.yaml"), yaml);
    return Configuration.load(file, List.of(settings), Optional.of(folder.resolve("data")), STEPS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train.variant=reland | train.variant: is set by the pipeline for each cell; set experiment.variants",
        "evaluate.backbone=lightgcn | evaluate.backbone: is set by the pipeline",
        "train.rationales=2 | train.rationales: is 2, above retrieve.k (1)",
        "report.cutoff=15 | report.cutoff: is 15, which is not among evaluate.cutoffs [5, 10, 20]",
        "train.patience=2 | train.patience: is 2, below validate_every (3)",
        "experiment.variants=id-ony | experiment.variants: 'id-ony' must be one of id-only, ",
        "experiment.backbones=lightgc | did you mean lightgcn?",
        "experiment.backbones=ease experiment.variants=reland | experiment.variants: is [reland], but ease knows ids only",
        "experiment.variants=reland-uniform infer.generator=recorded infer.responses_file=pom.xml | experiment.ablation_generator to offline",
        "experiment.variants=reland-uniform sample.strategy=uniform | has reland-uniform, which is reland itself where sample.strategy is uniform",
        "experiment.variants=reland-direct prompt.variant=direct | has reland-direct, which is reland itself",
        "experiment.variants=id-only experiment.seed_shares=0.05 | experiment.seed_shares: is [0.05], for the variant reland",
        "experiment.seed_shares=0.05,0.02 | experiment.seed_shares: is [0.05, 0.02]; numbers above 0 and up to 1 are allowed, ascending",
        "experiment.seed_shares=0 | experiment.seed_shares: is [0]; numbers above 0",
        "experiment.seed_shares=5% | experiment.seed_shares: is [5%]; numbers above 0",
        "experiment.seed_shares=0.05,0.2 | experiment.seed_shares: holds 0.2, above sample.fraction (0.1)",
        "experiment.ablation_generator=recorded | experiment.ablation_generator: 'recorded' must be one of same, offline",
        "prompt.domain=filsm | prompt.domain: 'filsm' must be one of beauty, films, shop; did you mean films?",
        "infer.generator=ofline | infer.generator: 'ofline' must be one of offline, recorded",
        "trian.epochs=3 | trian: unknown section; did you mean train?",
      })
  void aMistakeIsFoundBeforeTheRun(String setting, String message) {
    var error = assertThrows(ConfigurationException.class, () -> load("", setting.split(" ")));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  @Test
  void whatDoesNotMatterNeedNotAgree() throws IOException {
    load("", "train.rationales=2", "experiment.variants=id-only,features");
    load("", "train.rationales=2", "retrieve.k=2");
    load("", "report.cutoff=15", "evaluate.cutoffs=15");
    load("", "train.patience=2", "train.fixed_epochs=10");
    load("", "experiment.seed_shares=0.05,0.2", "sample.size=500");
    load(
        "",
        "experiment.variants=reland,reland-uniform",
        "experiment.ablation_generator=offline",
        "infer.generator=recorded",
        "infer.responses_file=pom.xml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "- train | must hold sections",
        "train | must hold sections",
        "train: 3 | section 'train' must hold keys and values",
        "train: {epochs | is not YAML",
      })
  void aFileOfAnotherFormIsNamed(String yaml, String message) {
    var error = assertThrows(ConfigurationException.class, () -> load(yaml));
    assertTrue(error.getMessage().contains("run.yaml"), error.getMessage());
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  @Test
  void aFileIsLookedForWhereItWasMeantFirst() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("mine.txt"), "beside the configuration");
    String yaml = "prompt: {template_file: mine.txt}";
    assertEquals(folder.resolve("mine.txt"), template(load(yaml)));
    Files.writeString(data.resolve("mine.txt"), "in the data folder");
    assertEquals(data.resolve("mine.txt"), template(load(yaml)));
    // The tests' working directory is the module.
    Files.writeString(data.resolve("pom.xml"), "in the data folder");
    assertEquals(data.resolve("pom.xml"), template(load("prompt: {template_file: pom.xml}")));
    assertEquals(
        Path.of("pom.xml").toAbsolutePath(), template(load("", "prompt.template_file=pom.xml")));
    assertEquals(data.resolve("mine.txt"), template(load("", "prompt.template_file=mine.txt")));
  }

  private static Path template(Configuration configuration) {
    return Path.of(configuration.sections().get("prompt").get("template_file").toString());
  }

  @Test
  void whatThePipelineOverridesIsMarkedAndNothingElse() {
    for (Node node : Pipeline.of(Configuration.defaults(STEPS).experiment(), STEPS)) {
      Set<String> marked = new HashSet<>();
      ConfigBinder.settings(STEPS.get(node.step()).spec().config())
          .forEach(
              (key, setting) -> {
                if (!setting.setBy().isEmpty()) {
                  marked.add(key);
                }
              });
      assertEquals(node.overrides().keySet(), marked, node.name());
    }
  }
}
