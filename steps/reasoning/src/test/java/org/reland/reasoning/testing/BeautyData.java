package org.reland.reasoning.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.reland.kit.artifact.HistoryEntry;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.Seed;
import org.reland.kit.artifact.User;
import org.reland.kit.store.Json;
import tools.jackson.databind.JsonNode;

/**
 * The Amazon Beauty data, read here without the steps before ours: a user's last int(0.1 n) items
 * are for the test, as many before them for validation, at least one each.
 */
public final class BeautyData {
  private final Path folder;
  private final Map<String, Integer> userIds = new HashMap<>();
  private final Map<String, Integer> itemIds = new HashMap<>();
  private final List<User> users = new ArrayList<>();
  private final List<Item> items = new ArrayList<>();
  private final List<List<Integer>> histories = new ArrayList<>();

  private BeautyData(Path folder) {
    this.folder = folder;
  }

  /** One line of rationales.jsonl. */
  public record Recorded(String id, String prompt, String response) {}

  /** Reads the data; the calling test is skipped where there is none. */
  public static BeautyData orSkip() {
    String data = System.getenv("RELAND_DATA");
    assumeTrue(data != null, "skipped: the environment variable RELAND_DATA names no data folder");
    Path folder =
        Stream.of(Path.of(data), Path.of(data, "beauty"))
            .filter(path -> Files.exists(path.resolve("beauty.inter")))
            .findFirst()
            .orElse(null);
    assumeTrue(folder != null, "skipped: no beauty.inter in " + data + " or " + data + "/beauty");
    try {
      BeautyData beauty = new BeautyData(folder);
      beauty.readItems();
      beauty.readInteractions();
      return beauty;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readItems() throws IOException {
    for (String line :
        Files.readAllLines(folder.resolve("beauty.item")).stream().skip(1).toList()) {
      String[] cells = line.split("\t", -1);
      itemIds.put(cells[0], items.size());
      items.add(
          new Item(
              items.size(),
              cells[0],
              cells[1],
              cells[2],
              cells[3].isEmpty() ? List.of() : List.of(cells[3].split(" > "))));
    }
  }

  private void readInteractions() throws IOException {
    for (String line :
        Files.readAllLines(folder.resolve("beauty.inter")).stream().skip(1).toList()) {
      String[] cells = line.split("\t", -1);
      int user =
          userIds.computeIfAbsent(
              cells[0],
              id -> {
                users.add(new User(users.size(), id));
                histories.add(new ArrayList<>());
                return users.size() - 1;
              });
      histories.get(user).add(itemIds.get(cells[1]));
    }
  }

  public List<User> users() {
    return users;
  }

  public List<Item> items() {
    return items;
  }

  public int user(String id) {
    return userIds.get(id);
  }

  /** The items of the CF training part, oldest first. */
  public List<Integer> train(int user) {
    List<Integer> all = histories.get(user);
    return all.subList(0, all.size() - 2 * heldOut(all));
  }

  /** The items of the CF validation part. */
  public List<Integer> validation(int user) {
    List<Integer> all = histories.get(user);
    return all.subList(all.size() - 2 * heldOut(all), all.size() - heldOut(all));
  }

  private static int heldOut(List<Integer> all) {
    return Math.max(1, all.size() / 10);
  }

  /** The CF training part as the artifact {@code history}. */
  public List<HistoryEntry> history() {
    List<HistoryEntry> rows = new ArrayList<>();
    for (int user = 0; user < users.size(); user++) {
      List<Integer> train = train(user);
      for (int i = 0; i < train.size(); i++) {
        rows.add(new HistoryEntry(user, train.get(i), i, i));
      }
    }
    return rows;
  }

  public Path responses() {
    return folder.resolve("rationales.jsonl");
  }

  public List<Recorded> recorded() throws IOException {
    List<Recorded> recorded = new ArrayList<>();
    for (String line : Files.readAllLines(responses())) {
      JsonNode node = Json.mapper().readTree(line);
      recorded.add(
          new Recorded(
              node.get("user_id").asString(),
              node.get("prompt").asString(),
              node.get("response").asString()));
    }
    return recorded;
  }

  /** The recorded seed users as the artifact {@code seeds}. */
  public List<Seed> seeds() throws IOException {
    List<Seed> seeds = new ArrayList<>();
    for (Recorded recorded : recorded()) {
      seeds.add(new Seed(seeds.size(), user(recorded.id()), recorded.id(), "fixed", 0));
    }
    return seeds;
  }
}
