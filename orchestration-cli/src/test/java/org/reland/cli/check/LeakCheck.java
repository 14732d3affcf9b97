package org.reland.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.reland.recommend.data.Variant;

/**
 * Held-out interactions are replaced by random items. What may differ, does; everything else stays
 * the same to the byte.
 *
 * <p>Validation and test replaced: encoder, behaviours, seeds, prompts, rationales, pool, matches
 * stay, and so do the parameters after a fixed number of epochs. Test alone replaced: the
 * parameters stay even where validation stops the training and chooses the weights.
 */
public final class LeakCheck {
  /** Among them the account of the rows that were read, which only the report reads. */
  private static final Set<String> MAY_DIFFER =
      Set.of("interactions", "intake", "metrics", "user_metrics");

  /** Everything that there is, with every way to a pool. */
  private static final List<String> ALL =
      List.of(
          "experiment.variants=" + String.join(",", Variant.ids()),
          "experiment.seed_shares=0.025,0.05");

  /** Fewer, where a cell takes longer. */
  private static final String SOME =
      "experiment.variants=id-only,features,reland,reland-causal,reland-plus,own-words";

  private static final String SEQUENTIAL = "experiment.backbones=sasrec,gru4rec";

  /** What of a user's history is replaced: everything from a position on. */
  private interface Replaced {
    int from(Split split);
  }

  private LeakCheck() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Check.folder("leak");
    Path tiny = Files.writeString(folder.resolve("tiny.yaml"), TinyRun.CONFIGURATION);
    Check check = new Check();
    Path shop = folder.resolve("shop");
    check.that(
        TinyRun.start(shop, tiny, TinyRun.NEVER, List.of(), List.of()).waitFor() == 0,
        "the shop; see " + TinyRun.log(shop));
    Path honest = data(folder, "honest-data", shop, Split::length);
    Path noHoldOut = data(folder, "no-hold-out-data", shop, Split::cfTrainEnd);
    Path noTest = data(folder, "no-test-data", shop, Split::cfValidEnd);

    List<String> fixed = List.of("train.fixed_epochs=4");
    compare(
        check,
        run(check, folder, "fixed", honest, fixed),
        run(check, folder, "fixed-scrambled", noHoldOut, fixed),
        "validation or test");
    List<String> stopping =
        List.of("train.epochs=12", "train.validate_every=1", "train.patience=2");
    compare(
        check,
        run(check, folder, "stopping", honest, stopping),
        run(check, folder, "stopping-scrambled", noTest, stopping),
        "test");

    Path noNext = data(folder, "no-next-data", shop, Split::srTrainEnd);
    Path noLast = data(folder, "no-last-data", shop, split -> split.srTrainEnd() + 1);
    List<String> sequences = List.of("train.fixed_epochs=2", SOME, SEQUENTIAL);
    compare(
        check,
        run(check, folder, "sequences", honest, sequences),
        run(check, folder, "sequences-scrambled", noNext, sequences),
        "validation or test");
    List<String> stopped =
        List.of("train.epochs=4", "train.validate_every=1", "train.patience=2", SOME, SEQUENTIAL);
    compare(
        check,
        run(check, folder, "stopped", honest, stopped),
        run(check, folder, "stopped-scrambled", noLast, stopped),
        "test");
    check.end();
  }

  private static void compare(Check check, Path honest, Path scrambled, String replaced)
      throws IOException {
    Map<String, String> before = StoreContents.digestsByNode(honest, "tiny");
    Map<String, String> after = StoreContents.digestsByNode(scrambled, "tiny");
    check.that(before.keySet().equals(after.keySet()), "both runs wrote the same artifacts");
    before.forEach(
        (name, digest) -> {
          boolean same = digest.equals(after.get(name));
          if (MAY_DIFFER.contains(name.replaceFirst(".*/", ""))) {
            check.that(!same, name + " does not see that " + replaced + " was replaced");
          } else {
            check.that(same, name + " has seen " + replaced + " interactions");
          }
        });
  }

  private static Path run(Check check, Path folder, String name, Path data, List<String> settings)
      throws IOException, InterruptedException {
    Path store = folder.resolve(name);
    List<String> all = new ArrayList<>(ALL);
    all.addAll(settings);
    check.that(
        TinyRun.start(store, data.resolve("run.yaml"), TinyRun.NEVER, List.of(), all).waitFor()
            == 0,
        name + "; see " + TinyRun.log(store));
    return store;
  }

  private static Path data(Path folder, String name, Path shop, Replaced replaced)
      throws IOException {
    Path data = Files.createDirectories(folder.resolve(name));
    export(shop, data, replaced);
    Files.writeString(
        data.resolve("run.yaml"),
        TinyRun.CONFIGURATION.replaceFirst(
            "ingest: .*",
            "ingest: {source: recbole, interactions: data.inter, items: data.item,"
                + " k_core: 0, users_per_part: 100}"));
    return data;
  }

  /** Writes the shop's interactions as a user would bring them, some of them replaced. */
  private static void export(Path shop, Path data, Replaced replaced) throws IOException {
    FileStore store = FileStore.at(shop);
    var runner = NodeRunner.ofPart(store, RunPlan.load(store, "tiny"), Steps.installed());
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
      boolean kept = row.position() < replaced.from(splits.get(row.user()));
      int item = kept ? row.item() : random.nextInt(items.size());
      lines.add(users.get(row.user()) + "\t" + items.get(item).id() + "\t" + row.position());
    }
    Files.write(data.resolve("data.inter"), lines);
  }
}
