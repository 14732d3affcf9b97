package org.reland.recommend.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.reland.recommend.data.Histories;

/**
 * The histories that are trained on, whole and in the order of time.
 *
 * @param items number of items
 */
record BenchData(String name, int items, Histories histories) {
  private static final int USERS = 22_363;
  private static final int ITEMS = 12_101;
  private static final int INTERACTIONS = 198_502;

  /** Shortest and longest history of Amazon Beauty. */
  private static final int SHORTEST = 5;

  private static final int LONGEST = 204;

  /**
   * As many users, items and interactions as Amazon Beauty has. Lengths and popularity fall as
   * powers of the rank; items are numbered as they come, as they are when data are read.
   */
  static BenchData synthetic() {
    SplittableRandom random = new SplittableRandom(1);
    int[] lengths = new int[USERS];
    Arrays.fill(lengths, SHORTEST);
    for (int left = INTERACTIONS - USERS * SHORTEST; left > 0; ) {
      int user = (int) (USERS * Math.pow(random.nextDouble(), 2.5));
      if (lengths[user] < LONGEST) {
        lengths[user]++;
        left--;
      }
    }
    int[] numbers = new int[ITEMS];
    Arrays.fill(numbers, -1);
    int[][] histories = new int[USERS][];
    int next = 0;
    int unseen = 0;
    for (int u = 0; u < USERS; u++) {
      Set<Integer> drawn = new LinkedHashSet<>();
      while (drawn.size() < lengths[u]) {
        // Every item is there at least once: one user after the other brings a new one.
        boolean fresh = drawn.isEmpty() && unseen < ITEMS;
        drawn.add(fresh ? unseen++ : (int) (ITEMS * Math.pow(random.nextDouble(), 2.2)));
      }
      histories[u] = new int[lengths[u]];
      int t = 0;
      for (int item : drawn) {
        if (numbers[item] < 0) {
          numbers[item] = next++;
        }
        histories[u][t++] = numbers[item];
      }
    }
    return new BenchData("synthetic, of Amazon Beauty's size", ITEMS, Histories.of(histories));
  }

  /** The .inter file of a folder as RecBole lays it out: user, item and time in tabs. */
  static BenchData recbole(Path folder) throws IOException {
    Path file;
    try (Stream<Path> files = Files.list(folder)) {
      file =
          files
              .filter(path -> path.toString().endsWith(".inter"))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalArgumentException(folder + " holds no file named *.inter"));
    }
    record Row(int item, double time) {}
    Map<String, List<Row>> rows = new LinkedHashMap<>();
    Map<String, Integer> items = new LinkedHashMap<>();
    try (Stream<String> lines = Files.lines(file)) {
      lines
          .skip(1)
          .forEach(
              line -> {
                List<String> fields = Arrays.asList(line.split("\t"));
                int item = items.computeIfAbsent(fields.get(1), raw -> items.size());
                rows.computeIfAbsent(fields.get(0), raw -> new ArrayList<>())
                    .add(new Row(item, Double.parseDouble(fields.get(2))));
              });
    }
    int[][] histories =
        rows.values().stream()
            .map(
                history ->
                    history.stream()
                        .sorted(Comparator.comparingDouble(Row::time))
                        .mapToInt(Row::item)
                        .toArray())
            .toArray(int[][]::new);
    return new BenchData(file.toString(), items.size(), Histories.of(histories));
  }

  /** All but the last two, as in leave-one-out. */
  Histories sequential() {
    return histories.beginnings(u -> Math.max(1, histories.length(u) - 2));
  }

  /** The first four fifths, as in collaborative filtering. */
  Histories collaborative() {
    return histories.beginnings(u -> Math.max(1, histories.length(u) * 4 / 5));
  }
}
