package org.reland.recommend.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.reland.kit.config.ConfigBinder;
import org.reland.linalg.Lanes;
import org.reland.linalg.Parallel;
import org.reland.recommend.backbone.Backbone;
import org.reland.recommend.backbone.Backbones;
import org.reland.recommend.backbone.Hyperparameters;
import org.reland.recommend.backbone.Ingredients;
import org.reland.recommend.data.Histories;
import org.reland.recommend.train.TrainConfig;

/**
 * {@code ci/bench train}: an epoch of every backbone, without validation, beside the bare products
 * of that epoch, in turn in one process on the same threads. Ratios are taken within a pair, so
 * that load from elsewhere hits both sides; those to SASRec's epoch within a round.
 */
public final class TrainBench {
  private static final List<String> ALL =
      List.of("lightgcn", "ngcf", "neumf", "sasrec", "gru4rec", "duorec");

  /** A measurement takes at least so many CPU seconds: epochs are repeated. */
  private static final double SHORTEST = 2;

  private final BenchData data;
  private final Parallel parallel;
  private final Map<String, Subject> subjects = new LinkedHashMap<>();

  /** One backbone, and what has been measured of it. */
  private static final class Subject {
    final Backbone backbone;
    final BareProducts products;
    final List<Spent> bare = new ArrayList<>();
    final List<Spent> epochs = new ArrayList<>();
    int repeats = 1;

    Subject(Backbone backbone, BareProducts products) {
      this.backbone = backbone;
      this.products = products;
    }

    private Spent epoch() {
      return Spent.on(repeats, () -> backbone.trainEpoch(new SplittableRandom(1)));
    }

    /** The second epoch is compiled. */
    void warmUp() {
      epoch();
      products.run(1);
      repeats = Math.max(1, (int) Math.ceil(SHORTEST / epoch().cpu()));
    }

    /** Half of the products' measurement before the epoch, half after it. */
    String measure() {
      Spent before = products.run(repeats);
      Spent epoch = epoch();
      Spent after = products.run(repeats);
      bare.add(new Spent((before.wall() + after.wall()) / 2, (before.cpu() + after.cpu()) / 2));
      epochs.add(epoch);
      return String.format(
          Locale.ROOT, "%.2f CPU seconds, bare %.2f", epochs.getLast().cpu(), bare.getLast().cpu());
    }
  }

  private TrainBench(BenchData data, Parallel parallel) {
    this.data = data;
    this.parallel = parallel;
  }

  /** Options: --threads N, --pairs N, --data DIR, --set KEY=VALUE of train; names of backbones. */
  public static void main(String[] args) throws IOException {
    Deque<String> words = new ArrayDeque<>(Arrays.asList(args));
    int threads = Math.min(2, Runtime.getRuntime().availableProcessors());
    int pairs = 5;
    BenchData data = null;
    Map<String, String> settings = new LinkedHashMap<>();
    List<String> wanted = new ArrayList<>();
    while (!words.isEmpty()) {
      String word = words.removeFirst();
      switch (word) {
        case "--threads" -> threads = Integer.parseInt(words.removeFirst());
        case "--pairs" -> pairs = Integer.parseInt(words.removeFirst());
        case "--data" -> data = BenchData.recbole(Path.of(words.removeFirst()));
        case "--set" -> {
          String[] pair = words.removeFirst().split("=", 2);
          settings.put(pair[0], pair[1]);
        }
        default -> {
          if (!ALL.contains(word)) {
            System.err.printf("error: %s is no backbone with epochs; allowed are %s%n", word, ALL);
            System.exit(2);
          }
          wanted.add(word);
        }
      }
    }
    try (Parallel parallel = Parallel.of(threads)) {
      TrainBench bench = new TrainBench(data == null ? BenchData.synthetic() : data, parallel);
      bench.describe(threads);
      (wanted.isEmpty() ? ALL : wanted).forEach(name -> bench.add(name, settings));
      for (int pair = 0; pair < pairs; pair++) {
        bench.subjects.forEach(
            (name, subject) -> System.out.printf("%s: %s%n", name, subject.measure()));
      }
      bench.report();
    }
  }

  private void describe(int threads) throws IOException {
    Path processors = Path.of("/proc/cpuinfo");
    String model = System.getProperty("os.arch");
    if (Files.exists(processors)) {
      model =
          Files.readAllLines(processors).stream()
              .filter(line -> line.startsWith("model name"))
              .map(line -> line.substring(line.indexOf(':') + 2))
              .findFirst()
              .orElse(model);
    }
    System.out.printf(
        "machine: %s, %d threads, %d lanes%ndata: %s: %,d users, %,d items, %,d interactions%n",
        model,
        threads,
        Lanes.count(),
        data.name(),
        data.histories().users(),
        data.items(),
        data.histories().sets().size());
  }

  private void add(String name, Map<String, String> given) {
    Map<String, String> values = new LinkedHashMap<>(given);
    values.put("backbone", name);
    Hyperparameters settings =
        ConfigBinder.bind(TrainConfig.class, "train", values).hyperparameters();
    Histories train = Backbones.isSequential(name) ? data.sequential() : data.collaborative();
    Subject subject =
        new Subject(
            Backbones.create(
                name,
                new Ingredients(
                    train.sets(),
                    Backbones.isSequential(name) ? train : null,
                    data.items(),
                    null,
                    null,
                    List.of(),
                    null,
                    settings,
                    purpose -> new SplittableRandom(purpose.hashCode()),
                    parallel)),
            BareProducts.of(name, data, settings, parallel));
    subject.warmUp();
    subjects.put(name, subject);
  }

  private void report() {
    System.out.printf("%nmin / median / max of an epoch, without validation%n");
    System.out.printf(
        "%-9s %-21s %-21s %-21s %-18s %s%n",
        "",
        "wall seconds",
        "CPU seconds",
        "bare CPU seconds",
        "ratio to bare",
        "to sasrec's epoch");
    subjects.forEach(
        (name, subject) ->
            System.out.printf(
                "%-9s %-21s %-21s %-21s %-18s %s%n",
                name,
                spread(subject.epochs.stream().mapToDouble(Spent::wall).toArray()),
                spread(subject.epochs.stream().mapToDouble(Spent::cpu).toArray()),
                spread(subject.bare.stream().mapToDouble(Spent::cpu).toArray()),
                spread(ratios(subject.epochs, subject.bare)),
                toSasrec(subject)));
    System.out.printf("goals: lightgcn 1.5 and sasrec 3 times the bare products;%n");
    System.out.printf("       gru4rec 1.2 and duorec 2.6 times sasrec's epoch%n");
    subjects.forEach(
        (name, subject) -> {
          if (subject.products.gflop() > 0) {
            System.out.printf(
                Locale.ROOT, "dense products of %s: %.0f GFLOP%n", name, subject.products.gflop());
          }
        });
  }

  private String toSasrec(Subject subject) {
    Subject sasrec = subjects.get("sasrec");
    return sasrec == null ? "" : spread(ratios(subject.epochs, sasrec.epochs));
  }

  private static double[] ratios(List<Spent> these, List<Spent> those) {
    double[] ratios = new double[these.size()];
    Arrays.setAll(ratios, i -> these.get(i).cpu() / those.get(i).cpu());
    return ratios;
  }

  private static String spread(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    return String.format(Locale.ROOT, "%.2f / %.2f / %.2f", sorted[0], median, sorted[n - 1]);
  }
}
