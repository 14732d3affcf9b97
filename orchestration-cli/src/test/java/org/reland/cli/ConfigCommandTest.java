package org.reland.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.reland.cli.testing.CommandRun;
import org.reland.kit.store.Json;
import tools.jackson.databind.JsonNode;

/** The keys of a configuration, as they are shown. */
final class ConfigCommandTest {
  @Test
  void aSectionThatDoesNotExistIsSaid() {
    CommandRun wrong = CommandRun.of("config", "trian");
    assertEquals(2, wrong.code());
    assertTrue(wrong.err().contains("did you mean train?"), wrong.err());
    assertEquals(78, CommandRun.of("config", "--diff", "no-such-configuration").code());
    assertEquals(2, CommandRun.of("config", "trian", "--schema").code());
    String shop = "../workflows/configs/shop.yaml";
    assertEquals("no difference\n", CommandRun.of("config", "--diff", shop, shop).out());
    CommandRun train = CommandRun.of("config", "train");
    assertTrue(train.out().contains("\n  epochs: "), train.out());
    assertFalse(train.out().contains("\n  variant: "), "set by the pipeline");
  }

  @Test
  void aConfigurationIsShownBesideTheDefaultsAndBesideAnother() {
    String shop = "../workflows/configs/shop.yaml";
    String films = "../workflows/configs/ml-1m.yaml";
    CommandRun one = CommandRun.of("config", "--diff", films);
    assertTrue(one.out().contains("ingest.items: movies.dat  (default: \"\")"), one.out());
    CommandRun two = CommandRun.of("config", "--diff", films, shop, "--json");
    assertTrue(
        two.out()
            .lines()
            .map(Json.mapper()::readTree)
            .anyMatch(
                line ->
                    line.get("key").asString().equals("ingest.source")
                        && line.get("value").asString().equals("movielens")
                        && line.get("other").asString().equals("generated")),
        two.out());
    JsonNode schema = Json.mapper().readTree(CommandRun.of("config", "--schema").out());
    assertEquals(
        "integer", schema.at("/properties/train/properties/epochs/type/0").asString(), "epochs");
    CommandRun section = CommandRun.of("config", "cluster", "--diff", films);
    assertEquals("cluster.clusters: 302  (default: 0)\n", section.out());
    assertEquals(1, CommandRun.of("config", "train", "--schema", "--json").out().lines().count());
    assertEquals(2, CommandRun.of("config", "--schema", "--diff", films).code());
    JsonNode train = Json.mapper().readTree(CommandRun.of("config", "train", "--json").out());
    assertFalse(train.get("defaults").has("variant"), "set by the pipeline");
  }
}
