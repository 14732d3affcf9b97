package org.reland.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Interaction;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.Split;
import org.reland.kit.artifact.User;
import org.reland.kit.step.NodeRunner;
import org.reland.kit.step.RunPlan;
import org.reland.kit.step.Steps;
import org.reland.kit.store.FileStore;

/**
 * Every validation and test interaction is replaced by a random item. Everything that is made from
 * training interactions stays the same to the byte: encoder, behaviours, seeds, prompts,
 * rationales, pool, matches, and the parameters after a fixed number of epochs. What may differ,
 * does.
 */
public final class LeakCheck {
  private static final List<String> MAY_DIFFER =
      List.of("interactions", "metrics", "user_metrics", "report", "results", "curve");

  private LeakCheck() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Check.folder("leak");
    Path tiny = Files.writeString(folder.resolve("tiny.yaml"), TinyRun.CONFIGURATION);
    Check check = new Check();
    Path shop = folder.resolve("shop");
    check.that(
        TinyRun.start(shop, tiny, TinyRun.NEVER, List.of(), List.of()).waitFor() == 0,
        "the shop; see " + TinyRun.log(shop));
    Path honest = run(check, folder, "honest", shop, false);
    Path scrambled = run(check, folder, "scrambled", shop, true);
    Map<String, String> before = StoreContents.digestsByNode(honest);
    Map<String, String> after = StoreContents.digestsByNode(scrambled);
    check.that(before.keySet().equals(after.keySet()), "both runs wrote the same artifacts");
    before.forEach(
        (name, digest) -> {
          String artifact = name.replaceFirst(".*/", "");
          boolean same = digest.equals(after.get(name));
          if (MAY_DIFFER.contains(artifact)) {
            boolean constant = artifact.equals("curve") || artifact.equals("report");
            check.that(!same || constant, name + " does not see the replaced interactions");
          } else {
            check.that(same, name + " has seen validation or test interactions");
          }
        });
    check.end();
  }

  private static Path run(Check check, Path folder, String name, Path shop, boolean scramble)
      throws IOException, InterruptedException {
    Path data = Files.createDirectories(folder.resolve(name + "-data"));
    export(shop, data, scramble);
    String configuration =
        TinyRun.CONFIGURATION
            .replaceFirst(
                "ingest: .*",
                "ingest: {source: recbole, interactions_file: data.inter, items_file: data.item,"
                    + " k_core: 0, users_per_part: 100}")
            .replaceFirst("train: .*", "train: {fixed_epochs: 4}");
    Path yaml = Files.writeString(data.resolve("run.yaml"), configuration);
    Path store = folder.resolve(name);
    check.that(
        TinyRun.start(store, yaml, TinyRun.NEVER, List.of(), List.of()).waitFor() == 0,
        name + "; see " + TinyRun.log(store));
    return store;
  }

  /** Writes the shop's interactions as a user would bring them, the hold-out scrambled or not. */
  private static void export(Path shop, Path data, boolean scramble) throws IOException {
    FileStore store = FileStore.at(shop);
    var runner = new NodeRunner(store, RunPlan.load(store, "tiny"), Steps.installed());
    List<Item> items = runner.open("ingest", Artifacts.ITEMS).list();
    Map<Integer, String> users = new HashMap<>();
    runner.open("ingest", Artifacts.USERS).forEach((User u) -> users.put(u.user(), u.id()));
    Map<Integer, Split> splits = new HashMap<>();
    runner.open("split", Artifacts.SPLITS).forEach(s -> splits.put(s.user(), s));

    List<String> lines = new ArrayList<>();
    lines.add("item_id:token\ttitle:token_seq\tbrand:token\tcategories:token_seq");
    for (Item item : items) {
      lines.add(
          String.join(
              "\t", item.id(), item.title(), item.brand(), String.join(" > ", item.categories())));
    }
    Files.write(data.resolve("data.item"), lines);

    SplittableRandom random = new SplittableRandom(9);
    lines.clear();
    lines.add("user_id:token\titem_id:token\ttimestamp:float");
    for (Interaction row : runner.open("ingest", Artifacts.INTERACTIONS).list()) {
      boolean heldOut = row.position() >= splits.get(row.user()).cfTrainEnd();
      int item = scramble && heldOut ? random.nextInt(items.size()) : row.item();
      lines.add(users.get(row.user()) + "\t" + items.get(item).id() + "\t" + row.position());
    }
    Files.write(data.resolve("data.inter"), lines);
  }
}
