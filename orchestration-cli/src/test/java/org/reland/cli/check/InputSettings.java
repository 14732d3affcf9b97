package org.reland.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Configurations, prompts and replies that are not what they should be. */
final class InputSettings {
  private static final String SHOP = "ingest: {shop_users: 60, shop_items: 120}\n";

  private InputSettings() {}

  static void check(InputCases cases) throws IOException {
    yaml(cases);
    settings(cases);
    together(cases);
    sizes(cases);
    prompts(cases);
    replies(cases);
    commands(cases);
    budgets(cases);
    lookups(cases);
  }

  private static void yaml(InputCases cases) throws IOException {
    cases.configured(78, "ingest: [1, 2\n", "run.yaml");
    cases.configured(78, "just words\n", "run.yaml", "must hold sections");
    cases.configured(78, "run: {name: a}\nrun: {name: b}\n", "run.yaml", "run");
    cases.configured(78, "ingset: {k_core: 3}\n", "ingset", "did you mean ingest");
    cases.configured(78, "ingest: {k_cor: 3}\n", "ingest.k_cor", "did you mean k_core");
    cases.expect(
        78, List.of("plan", "--config", "/none/run.yaml"), "/none/run.yaml", "no such file");
  }

  private static void settings(InputCases cases) throws IOException {
    cases.configured(
        78, "ingest: {k_core: many}\n", "ingest.k_core: 'many' must be a whole number");
    cases.configured(78, "ingest: {k_core: -1}\n", "ingest.k_core: '-1' must be at least 0");
    cases.configured(78, "ingest: {shop_noise: 2}\n", "must lie between 0.0 and 1.0");
    cases.configured(78, "ingest: {source: excel}\n", "'excel' must be one of generated, table");
    cases.configured(
        78, "ingest: {as_of: yesterday}\n", "as_of: is 'yesterday'", "2026-03-01T00:00:00Z");
    cases.configured(
        78, "ingest: {time_format: julian}\n", "time_format: is 'julian'", "dd.MM.yyyy HH:mm");
    cases.configured(78, "experiment: {variants: [id-only, relnd]}\n", "'relnd'", "reland");
    cases.configured(78, "experiment: {backbones: [lightgnc]}\n", "'lightgnc'", "lightgcn");
    cases.configured(
        78, "experiment: {variants: [id-only, &x ]}\n", "experiment.variants", "must be a list");
    cases.configured(78, "prompt: {domain: cars}\n", "'cars' must be one of beauty");
    cases.configured(78, "train: {variant: reland}\n", "train.variant", "experiment.variants");
    cases.configured(78, "ingest: {k_core: -1, shop_users: 0}\nrun: {threads: x}\n", "3 mistakes");
  }

  private static void together(InputCases cases) throws IOException {
    Path place = cases.folder();
    Files.writeString(place.resolve("log.csv"), "user,item\n1,2\n");
    cases.configured(
        78,
        place,
        "ingest: {interactions: log.csv}\n",
        List.of("plan"),
        "source: is generated, which reads no file");
    cases.configured(78, "ingest: {source: table}\n", "interactions: must name at least one file");
    cases.configured(78, "train: {rationales: 9}\n", "train.rationales: is 9, above retrieve.k");
    cases.configured(78, "report: {cutoff: 7}\n", "report.cutoff: is 7", "evaluate.cutoffs");
    cases.configured(78, "infer: {generator: recorded}\n", "responses_file");
    cases.configured(78, "sample: {strategy: fixed}\n", "file");
  }

  private static void sizes(InputCases cases) throws IOException {
    List<String> run = List.of("run", "--until", "sample");
    cases.configured(
        78,
        cases.folder(),
        SHOP + "sample: {size: 61}\n",
        run,
        "61 seed users wanted",
        "lower sample.size");
    cases.configured(
        78,
        cases.folder(),
        SHOP + "cluster: {clusters: 61}\n",
        run,
        "61 clusters of 60 users",
        "lower cluster.clusters");
  }

  private static void prompts(InputCases cases) throws IOException {
    List<String> run = List.of("run", "--until", "prompt");
    Path place = cases.folder();
    Files.writeString(place.resolve("p.txt"), "[item]\n{number}. {title}\n");
    String yaml = SHOP + "prompt: {template_file: p.txt}\n";
    cases.configured(78, place, yaml, run, "p.txt", "[recommendation]");
    Files.writeString(
        place.resolve("p.txt"),
        "[item]\n{price}\n[recommendation]\n{history}\n[direct]\n{history}\n");
    cases.configured(78, place, yaml, run, "p.txt", "{price}");
    Files.writeString(place.resolve("p.txt"), "");
    cases.configured(78, place, yaml, run, "p.txt");
  }

  private static void replies(InputCases cases) throws IOException {
    List<String> run = List.of("run", "--until", "infer");
    Path place = cases.folder();
    String yaml = SHOP + "infer: {generator: recorded, responses_file: r.jsonl}\n";
    Files.writeString(place.resolve("r.jsonl"), "{\"user_id\": \"nobody\", \"response\": \"x\"}\n");
    cases.configured(65, place, yaml, run, "infer.max_failed", "Mend the answers, or allow more");
    Files.writeString(place.resolve("r.jsonl"), "{\"user_id\": 1\n");
    cases.configured(65, place, yaml, run, "r.jsonl:1");
    Files.writeString(place.resolve("r.jsonl"), "{\"user_id\": \"a\"}\n");
    cases.configured(65, place, yaml, run, "r.jsonl:1", "response");
    Files.writeString(place.resolve("seeds.txt"), "nobody\n");
    cases.configured(
        65,
        place,
        SHOP + "sample: {strategy: fixed, file: seeds.txt}\n",
        List.of("run", "--until", "sample"),
        "seeds.txt",
        "nobody");
  }

  private static void commands(InputCases cases) throws IOException {
    String store = cases.folder().resolve("store").toString();
    cases.expect(
        2, List.of("run", "--until", "tarin", "--store", store), "tarin", "did you mean train");
    cases.expect(78, List.of("run", "--set", "ingest.k_core"), "ingest.k_core");
    cases.expect(2, List.of("run", "--rhythm", "daily", "--store", store), "daily");
    cases.expect(65, List.of("step", "ingest", "--run", store + "/runs/none"), "none");
    cases.expect(
        65,
        List.of("get", "report", "--run", "none", "--store", store),
        "there is no store",
        "reland run");
    cases.expect(2, List.of("no-such-command"), "no-such-command");
  }

  private static void budgets(InputCases cases) throws IOException {
    Path place = cases.folder();
    Path yaml = Files.writeString(place.resolve("run.yaml"), SHOP + "sample: {size: 20}\n");
    List<String> plan =
        List.of("plan", "--config", yaml.toString(), "--store", place.resolve("store").toString());
    cases.expect(2, with(plan, "--price", "1"), "--price '1'", "0.15,0.60");
    cases.expect(2, with(plan, "--budget", "1"), "--budget", "--price");
    cases.expect(2, with(plan, "--budget", "much"), "--budget 'much'");
  }

  private static void lookups(InputCases cases) throws IOException {
    Path place = cases.folder();
    Path yaml = Files.writeString(place.resolve("run.yaml"), "run: {name: small}\n" + SHOP);
    List<String> store = List.of("--store", place.resolve("store").toString());
    cases.expect(65, with(List.of("explain", "1"), store), "there is no store", "reland run");
    cases.expect(
        0, with(with(List.of("run", "--until", "split", "--config"), yaml.toString()), store));
    cases.expect(
        65, with(List.of("explain", "nobody", "--run", "smal"), store), "did you mean small");
    cases.expect(
        65,
        with(List.of("artifacts", "show", "users", "--run", "other"), store),
        "no run 'other'",
        "known are small");
    cases.expect(
        2,
        with(List.of("artifacts", "show", "usres", "--run", "small"), store),
        "did you mean users");
    cases.expect(2, with(List.of("rollback", "pool"), store), "no name 'pool'", "none yet");
    cases.expect(2, List.of("data", "fetch", "ml-2m"), "did you mean ml-1m");
    cases.expect(
        2,
        List.of("data", "fetch", "ml-1m", "--to", place.resolve("data").toString()),
        "--accept-licence");
    cases.check().that(!Files.exists(place.resolve("data")), "nothing is fetched unaccepted");
    cases.expect(
        78, List.of("config", "--diff", place + "/none.yaml", "shop"), "none.yaml", "known are");
    cases.expect(2, List.of("config", "ingset"), "ingset", "did you mean ingest");
    Files.writeString(place.resolve("small.csv"), "user,item\n1,2\n");
    List<String> init =
        List.of("init", place.resolve("small.csv").toString(), "--out", place.toString());
    cases.expect(2, with(init, "--encoding", "utf-88"), "--encoding 'utf-88'");
    cases.expect(2, with(init, "--name", "a b"), "--name 'a b'");
    cases.expect(65, with(init, "--title-column", "Titel"), "no column 'Titel'");
    cases.check().that(!Files.exists(place.resolve("small.yaml")), "nothing half-written");
  }

  private static List<String> with(List<String> words, String... more) {
    return with(words, List.of(more));
  }

  private static List<String> with(List<String> words, List<String> more) {
    return Stream.concat(words.stream(), more.stream()).toList();
  }
}
