package org.reland.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.reland.behavior.shop.GeneratedShop;
import org.reland.behavior.shop.ShopConfig;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Seed;
import org.reland.kit.step.NodeRunner;
import org.reland.kit.step.RandomStreams;
import org.reland.kit.step.RunPlan;
import org.reland.kit.step.Steps;
import org.reland.kit.store.FileStore;
import org.reland.kit.store.Json;
import tools.jackson.databind.SerializationFeature;

/**
 * What a language model that knows the generated shop would answer about a run's seeds: their main
 * taste, in words.
 */
final class IdealReplies {
  private IdealReplies() {}

  /** Writes the replies as recorded ones: JSON Lines of user_id and response. */
  static void write(Path store, String run, Path file) throws IOException {
    FileStore files = FileStore.at(store);
    RunPlan plan = RunPlan.load(files, run);
    GeneratedShop shop = shop(plan);
    List<String> lines = new ArrayList<>();
    var runner = NodeRunner.ofPart(files, plan, Steps.installed());
    for (Seed seed : runner.open("sample", Artifacts.SEEDS).list()) {
      int taste = shop.tastesOf(seed.id()).getFirst().taste();
      lines.add(
          Json.mapper()
              .writer()
              .without(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsString(Map.of("user_id", seed.id(), "response", shop.describe(taste))));
    }
    Files.write(file, lines);
  }

  /** The shop of a run once more, from the same seed. */
  static GeneratedShop shop(RunPlan plan) {
    Map<String, Object> ingest = plan.config().get("ingest");
    var size =
        new ShopConfig(
            ((Number) ingest.get("shop_users")).intValue(),
            ((Number) ingest.get("shop_items")).intValue(),
            ((Number) ingest.get("shop_noise")).doubleValue());
    return GeneratedShop.generate(size, RandomStreams.of(plan.seed(), "ingest", 0, "shop"));
  }
}
