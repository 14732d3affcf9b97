package org.reland.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Match;
import org.reland.kit.artifact.Table;
import org.reland.kit.step.Steps;
import org.reland.kit.step.StoredRun;
import org.reland.kit.store.FileStore;
import org.reland.kit.store.Json;
import org.reland.kit.store.Refs;
import tools.jackson.databind.node.ObjectNode;

/** Runs with each behavior encoder, as experiments and in production. */
final class EncoderRunTest {
  private static final String CONFIGURATION =
      """
      run: {name: small}
      experiment: {variants: [id-only, reland, reland-causal]}
      ingest: {source: generated, shop_users: 200, shop_items: 150, users_per_part: 100}
      encode: {epochs: 2, dimensions: 16}
      prompt: {domain: shop}
      infer: {generator: offline}
      embed: {dimensions: 16}
      train: {epochs: 4}
      """;

  @TempDir Path folder;
  private Path store;

  @BeforeEach
  void configuration() throws IOException {
    store = folder.resolve("store");
    Files.writeString(folder.resolve("small.yaml"), CONFIGURATION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lightgcn", "sasrec", "gat"})
  void aWholeRunGivesEveryUserAMatch(String encoder) throws IOException {
    assertEquals(0, run("--set", "encode.encoder=" + encoder));
    assertEquals(
        encoder.equals("lightgcn"),
        rows("small", "encode", Artifacts.ENCODER_WEIGHTS).isEmpty(),
        "layers have weights");
    assertEquals(16, rows("small", "represent", Artifacts.BEHAVIORS).getFirst().vector().length);
    List<Match> matches = rows("small", "retrieve", Artifacts.MATCHES);
    assertEquals(200, matches.stream().map(Match::user).distinct().count());
    assertTrue(Files.exists(store.resolve("runs/small/report.html")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sasrec", "gat"})
  void productionGoesOnWithThePoolsEncoderWhateverIsConfiguredByThen(String encoder)
      throws IOException {
    assertEquals(0, run("--rhythm", "encoder", "--set", "encode.encoder=" + encoder));
    assertEquals(0, run("--rhythm", "pool"));
    assertEquals(0, run("--rhythm", "matches", "--set", "encode.encoder=lightgcn"));
    Refs.Ref trained = ref("small/encoder");
    assertEquals(trained.key(), ref("small/pool").with().get("encode"));
    assertEquals(trained.key(), ref("small/matches").with().get("encode"));
    assertEquals(
        rows("small-pool", "represent", Artifacts.BEHAVIORS).size(),
        rows("small-matches", "retrieve", Artifacts.MATCHES).stream()
            .map(Match::user)
            .distinct()
            .count());
    // The next month's encoder is another; the pool stays with its own until it is made anew.
    assertEquals(0, run("--rhythm", "encoder"));
    assertNotEquals(trained.key(), ref("small/encoder").key());
    assertEquals(0, run("--rhythm", "matches"));
    assertEquals(trained.key(), ref("small/matches").with().get("encode"));
  }

  /** As a store has it from before there were encoders with weights. */
  @Test
  void anEncoderWithoutTheArtifactOfWeightsGoesOnServing() throws IOException {
    assertEquals(0, run("--rhythm", "encoder"));
    Path manifest = store.resolve("encode/" + ref("small/encoder").key() + "/_manifest.json");
    ObjectNode json = (ObjectNode) Json.mapper().readTree(Files.readAllBytes(manifest));
    ((ObjectNode) json.get("outputs")).remove(Artifacts.ENCODER_WEIGHTS.name());
    Files.delete(manifest);
    Files.write(manifest, Json.mapper().writeValueAsBytes(json));
    assertEquals(0, run("--rhythm", "pool"));
    assertEquals(0, run("--rhythm", "matches"));
    assertEquals(ref("small/encoder").key(), ref("small/matches").with().get("encode"));
  }

  private int run(String... more) {
    List<String> words = new ArrayList<>(List.of("run", "--store", store.toString()));
    words.addAll(List.of(more));
    words.addAll(List.of("--config", folder.resolve("small.yaml").toString()));
    return Main.commandLine().execute(words.toArray(String[]::new));
  }

  private Refs.Ref ref(String name) throws IOException {
    return new Refs(FileStore.at(store)).get(name).orElseThrow();
  }

  private <R extends Record> List<R> rows(String run, String node, Table<R> table)
      throws IOException {
    StoredRun stored = StoredRun.open(store.resolve("runs").resolve(run).toString());
    return stored.runner(Steps.installed()).open(node, table).list();
  }
}
