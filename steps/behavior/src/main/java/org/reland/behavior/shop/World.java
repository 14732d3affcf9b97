package org.reland.behavior.shop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The words behind the shop, from the resource {@code catalogue.txt}. */
record World(List<Category> categories, List<Taste> tastes) {
  /** A category: its path and the kinds of thing in it. */
  record Category(List<String> path, List<String> things) {
    String name() {
      return path.getLast();
    }
  }

  /**
   * A taste.
   *
   * @param phrase what such a user prefers, as the end of a sentence
   * @param categories numbers of the categories that it buys from
   */
  record Taste(String phrase, List<Integer> categories, List<String> styles, List<String> brands) {}

  static World load() {
    World world = new World(new ArrayList<>(), new ArrayList<>());
    try (InputStream in = Objects.requireNonNull(World.class.getResourceAsStream("catalogue.txt"));
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.startsWith("#")).forEach(world::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return world;
  }

  private void add(String line) {
    String[] fields = line.split("\\|", -1);
    if (fields[0].strip().equals("category")) {
      categories.add(new Category(list(fields[1], ">"), list(fields[2], ",")));
    } else {
      tastes.add(
          new Taste(
              fields[1].strip(),
              list(fields[2], ",").stream().map(this::categoryNumber).toList(),
              list(fields[3], ","),
              list(fields[4], ",")));
    }
  }

  private int categoryNumber(String name) {
    for (int c = 0; c < categories.size(); c++) {
      if (categories.get(c).name().equals(name)) {
        return c;
      }
    }
    throw new IllegalArgumentException("catalogue.txt: no category is called " + name);
  }

  private static List<String> list(String text, String separator) {
    return Arrays.stream(text.split(separator, -1)).map(String::strip).toList();
  }
}
