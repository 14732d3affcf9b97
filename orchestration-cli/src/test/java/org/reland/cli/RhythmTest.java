package org.reland.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.HistoryEntry;
import org.reland.kit.artifact.Interaction;
import org.reland.kit.artifact.Match;
import org.reland.kit.artifact.Table;
import org.reland.kit.step.Steps;
import org.reland.kit.step.StoredRun;
import org.reland.kit.store.FileStore;
import org.reland.kit.store.Json;
import org.reland.kit.store.Refs;
import org.reland.workflows.argo.WorkflowRenderer;
import tools.jackson.databind.JsonNode;

/** Encoder, pool and matches at paces of their own, over the names that the store keeps. */
final class RhythmTest {
  private static final String CONFIGURATION =
      """
      run: {name: small}
      ingest: {source: generated, shop_users: 200, shop_items: 150, users_per_part: 100}
      encode: {epochs: 2}
      prompt: {domain: shop}
      infer: {generator: offline}
      embed: {dimensions: 16}
      retrieve: {by: both}
      """;

  @TempDir Path folder;
  private Path store;

  @BeforeEach
  void configuration() throws IOException {
    store = folder.resolve("store");
    Files.writeString(folder.resolve("small.yaml"), CONFIGURATION);
  }

  @Test
  void eachTakesWhatTheOneBeforeItHasGivenAndDoesNothingTwice() throws IOException {
    assertEquals(65, run("matches"), "there is no pool yet");
    assertEquals(65, run("pool"), "there is no encoder yet");
    assertEquals(0, run("encoder"));
    assertEquals(Set.of("ingest", "split", "encode"), redone("encoder"));
    assertEquals(0, run("pool"));
    assertEquals(
        Set.of("represent", "cluster", "sample", "prompt", "infer", "embed", "index"),
        redone("pool"));
    assertEquals(0, run("matches"));
    assertEquals(Set.of("retrieve"), redone("matches"));
    Refs.Ref pool = ref("small/pool");
    assertEquals(ref("small/encoder").key(), pool.with().get("encode"));
    assertEquals(pool.key(), ref("small/matches").with().get("index"));
    Set<String> matched = new TreeSet<>();
    rows("small-matches", "retrieve", Artifacts.MATCHES).forEach(m -> matched.add(m.user()));
    assertEquals(200, matched.size());
  }

  @Test
  void anExperimentMovesNoNameThatTheNightlyRunsAreBuiltOn() throws IOException {
    assertEquals(0, run("pipeline"));
    assertEquals(List.of(), new Refs(FileStore.at(store)).names());
    assertEquals(0, run("encoder"));
    assertNotEquals(
        rows("small", "encode", Artifacts.ENCODER).size(),
        0,
        "the experiment's own encoder is still there");
    long heldOut = rows("small", "ingest", Artifacts.INTERACTIONS).size();
    List<HistoryEntry> measured = rows("small", "split", Artifacts.HISTORY);
    List<HistoryEntry> all = rows("small-encoder", "split", Artifacts.HISTORY);
    assertTrue(measured.size() < heldOut);
    assertEquals(heldOut, all.size(), "where nothing is measured the newest behaviour counts");
  }

  @Test
  void aRunReadsTheDataAsItWasAtItsTimeAndKeepsThePoolItWasPlannedWith() throws IOException {
    assertEquals(0, run("encoder"));
    assertEquals(0, run("pool"));
    assertEquals(0, run("matches"));
    List<Interaction> interactions = rows("small-matches", "ingest", Artifacts.INTERACTIONS);
    long middle =
        interactions.stream()
            .mapToLong(Interaction::time)
            .sorted()
            .toArray()[interactions.size() / 2];
    String instant = java.time.Instant.ofEpochSecond(middle).toString();
    assertEquals(0, run("matches", "--name", "past", "--set", "ingest.as_of=" + instant));
    List<Interaction> past = rows("past", "ingest", Artifacts.INTERACTIONS);
    assertEquals(interactions.stream().filter(i -> i.time() < middle).count(), past.size());
    assertTrue(past.stream().allMatch(i -> i.time() < middle));
    List<Match> matches = rows("past", "retrieve", Artifacts.MATCHES);
    assertFalse(matches.isEmpty());
    assertEquals(78, run("matches", "--set", "ingest.as_of=yesterday"));
    assertEquals(65, run("matches", "--set", "ingest.as_of=1999-01-01T00:00:00Z"));
  }

  @Test
  void aPoolThatIsTooOldStopsTheNightlyRunBeforeItBegins() throws IOException {
    assertEquals(0, run("encoder"));
    assertEquals(0, run("pool"));
    Refs refs = new Refs(FileStore.at(store));
    Refs.Ref pool = ref("small/pool");
    var old =
        new Refs.Ref(
            2,
            pool.step(),
            pool.key(),
            pool.digest(),
            "x",
            "2020-01-01T00:00:00Z",
            pool.asOf(),
            pool.with());
    assertTrue(refs.set("small/pool", old));
    assertEquals(65, run("matches"));
    assertFalse(Files.exists(store.resolve("runs/small-matches")));
    assertEquals(0, run("matches", "--set", "run.max_age_days=0"));
    assertEquals(0, run("pool"), "a pool that comes out the same is fresh again");
    assertEquals(3, ref("small/pool").version());
    assertEquals(0, run("matches"));
  }

  /** Argo starts a pod again whose node was lost, under the same name. */
  @Test
  void aFinishThatRunsTwiceMovesTheNameOnce() throws IOException {
    String run = store + "/runs/small-encoder";
    assertEquals(0, command("plan", "--save", "--rhythm", "encoder", "--store", store.toString()));
    for (String node : List.of("ingest", "split", "encode")) {
      assertEquals(0, Main.commandLine().execute("step", node, "--run", run));
    }
    assertEquals(0, Main.commandLine().execute("finish", "--run", run));
    assertEquals(0, Main.commandLine().execute("finish", "--run", run));
    assertEquals(1, ref("small/encoder").version());
  }

  /** A tick that is made up for, or that a later one has overtaken. */
  @Test
  void aRunOverOlderDataDoesNotMoveTheNameBack() throws IOException {
    assertEquals(0, run("encoder"));
    assertEquals(0, run("pool", "--set", "ingest.as_of=2027-03-01T00:00:00Z"));
    assertEquals(0, run("pool", "--name", "late", "--set", "ingest.as_of=2027-02-01T00:00:00Z"));
    assertEquals("small-pool", ref("small/pool").by());
    assertEquals(0, run("pool", "--name", "next", "--set", "ingest.as_of=2027-03-02T00:00:00Z"));
    assertEquals("next", ref("small/pool").by());
  }

  /** The node of a finish is lost after it has moved the name, and somebody rolls it back. */
  @Test
  void aFinishThatRunsAgainDoesNotUndoARollback() throws IOException {
    assertEquals(0, run("encoder"));
    assertEquals(0, run("encoder", "--name", "bad", "--set", "encode.epochs=1"));
    String[] rollback = {"rollback", "small/encoder", "--store", store.toString()};
    assertEquals(0, Main.commandLine().execute(rollback));
    String good = ref("small/encoder").key();
    assertEquals(0, Main.commandLine().execute("finish", "--run", store + "/runs/bad"));
    assertEquals(good, ref("small/encoder").key());
    String[] twice = {"rollback", "small/encoder", "--store", store.toString(), "--request", "r1"};
    assertEquals(0, Main.commandLine().execute(twice));
    String other = ref("small/encoder").key();
    assertEquals(0, Main.commandLine().execute(twice));
    assertEquals(other, ref("small/encoder").key(), "a pod that runs twice rolls back once");
  }

  /** A name comes back: what an earlier run of it has noted must not pass for this one's. */
  @Test
  void aRunThatIsPlannedAnewKnowsNothingAsDone() throws IOException {
    String run = store + "/runs/small-encoder";
    assertEquals(0, run("encoder"));
    assertEquals(0, command("plan", "--save", "--rhythm", "encoder", "--store", store.toString()));
    assertEquals(65, Main.commandLine().execute("finish", "--run", run));
    for (String node : List.of("ingest", "split", "encode")) {
      assertEquals(0, Main.commandLine().execute("step", node, "--run", run));
    }
    assertEquals(0, Main.commandLine().execute("finish", "--run", run));
  }

  @Test
  void aPlanFromAnotherConfigurationThanTheWorkflowsIsRefused() throws IOException {
    String digest =
        WorkflowRenderer.configurationDigest(Files.readString(folder.resolve("small.yaml")));
    String[] right = {"plan", "--store", store.toString(), "--configuration", digest};
    assertEquals(0, command(right));
    String[] wrong = {"plan", "--store", store.toString(), "--configuration", "0123456789ab"};
    assertEquals(78, command(wrong));
    String[] late = {"plan", "--store", store.toString(), "--settings", "argo.workers=3"};
    assertEquals(2, command(late));
  }

  @Test
  void aPipelineIsRenderedWhereItsFilesAreNot() throws IOException {
    Path yaml = folder.resolve("elsewhere.yaml");
    Files.writeString(
        yaml, "run: {name: far}\ningest: {source: recbole, interactions: not-here.inter}\n");
    Path out = folder.resolve("rendered");
    String[] render = {
      "render", "--config", yaml.toString(), "--out", out.toString(), "--set", "train.epochs=7"
    };
    assertEquals(0, Main.commandLine().execute(render));
    String template = Files.readString(out.resolve("workflow-template.yaml"));
    assertTrue(template.contains("value: \"train.epochs=7\""), template);
    assertFalse(template.contains("elsewhere.yaml"));
    assertEquals(78, Main.commandLine().execute("run", "--config", yaml.toString()));
  }

  @Test
  void aPlanOfOtherNodesThanTheWorkflowsIsRefused() {
    String[] plan = {"plan", "--store", store.toString(), "--graph", "0123456789ab"};
    assertEquals(78, command(plan));
  }

  @Test
  void whatAWorkflowHandsOverMayBeEmptyOrLines() throws IOException {
    assertEquals(
        0,
        command(
            "plan",
            "--save",
            "--store",
            store.toString(),
            "--as-of",
            "",
            "--graph",
            "",
            "--settings",
            "train.epochs=7\n\n encode.epochs=3 \n"));
    JsonNode plan =
        Json.mapper().readTree(Files.readAllBytes(store.resolve("runs/small/run.json")));
    assertEquals(7, plan.path("config").path("train").path("epochs").asInt());
    assertEquals(3, plan.path("config").path("encode").path("epochs").asInt());
    assertEquals(
        78,
        command("plan", "--store", store.toString(), "--as-of", "{{workflow.scheduledTime}}"),
        "as it stays where a workflow was started by hand");
  }

  private int run(String rhythm, String... more) {
    List<String> words =
        new ArrayList<>(List.of("run", "--rhythm", rhythm, "--store", store.toString()));
    words.addAll(List.of(more));
    return command(words.toArray(String[]::new));
  }

  private int command(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--config", folder.resolve("small.yaml").toString()));
    return Main.commandLine().execute(all.toArray(String[]::new));
  }

  private Refs.Ref ref(String name) throws IOException {
    return new Refs(FileStore.at(store)).get(name).orElseThrow();
  }

  private <R extends Record> List<R> rows(String run, String node, Table<R> table)
      throws IOException {
    StoredRun stored = StoredRun.open(store.resolve("runs").resolve(run).toString());
    return stored.runner(Steps.installed()).open(node, table).list();
  }

  private Set<String> redone(String rhythm) throws IOException {
    Set<String> redone = new TreeSet<>();
    Path summary = store.resolve("runs/small-%s/summary.json".formatted(rhythm));
    for (JsonNode step : Json.mapper().readTree(Files.readAllBytes(summary)).path("steps")) {
      if (!step.path("cached").asBoolean()) {
        redone.add(step.path("name").asString());
      }
    }
    return redone;
  }
}
