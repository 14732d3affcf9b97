package org.reland.behavior.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The items on sale, shelf by shelf, and how likely each is bought under each taste. A shelf is one
 * category in the style of one of the tastes that buy from it.
 *
 * @param likelihood taste x item: p(item | taste)
 * @param popularity p(item) of a purchase that follows no taste
 */
record Assortment(List<ShopItem> items, double[][] likelihood, double[] popularity) {
  /** Of the purchases under a taste in a category, the part that goes to the taste's own shelf. */
  private static final double OWN_SHELF = 0.8;

  /** The exponent by which popularity falls with the rank on a shelf. */
  private static final double DECAY = 0.5;

  private record Shelf(int taste, int category, List<Integer> items) {}

  static Assortment of(World world, int count, SplittableRandom random) {
    List<Shelf> shelves = new ArrayList<>();
    for (int t = 0; t < world.tastes().size(); t++) {
      for (int category : world.tastes().get(t).categories()) {
        shelves.add(new Shelf(t, category, new ArrayList<>()));
      }
    }
    // Ids are dealt out at random, so that their order tells nothing.
    int[] numbers = Draw.permutation(count, random);
    List<ShopItem> items = new ArrayList<>();
    double[] onShelf = new double[count];
    for (int i = 0; i < count; i++) {
      Shelf shelf = shelves.get(i % shelves.size());
      int place = shelf.items().size();
      items.add(item(world, shelf, place, String.format(Locale.ROOT, "P%05d", numbers[i])));
      onShelf[i] = 1 / StrictMath.pow(place + 1.0, DECAY);
      shelf.items().add(i);
    }
    double[] popularity = onShelf.clone();
    Draw.normalize(popularity);
    return new Assortment(
        List.copyOf(items), likelihood(world, shelves, onShelf, random), popularity);
  }

  /** Styles and things are walked through at once, so that titles repeat as late as possible. */
  private static ShopItem item(World world, Shelf shelf, int place, String id) {
    World.Taste taste = world.tastes().get(shelf.taste());
    World.Category category = world.categories().get(shelf.category());
    String style = taste.styles().get(place % taste.styles().size());
    String thing = category.things().get(place % category.things().size());
    int pairs = taste.styles().size() * category.things().size();
    String edition = place < pairs ? "" : " No. " + (place / pairs + 1);
    return new ShopItem(
        id,
        style + " " + thing + edition,
        taste.brands().get(place / 2 % taste.brands().size()),
        category.path(),
        shelf.taste());
  }

  private static double[][] likelihood(
      World world, List<Shelf> shelves, double[] onShelf, SplittableRandom random) {
    double[][] likelihood = new double[world.tastes().size()][onShelf.length];
    for (int t = 0; t < likelihood.length; t++) {
      for (int category : world.tastes().get(t).categories()) {
        double interest = 0.5 + random.nextDouble();
        for (Shelf shelf : shelves) {
          if (shelf.category() == category) {
            double share = shelf.taste() == t ? OWN_SHELF : (1 - OWN_SHELF) / 2;
            double total = shelf.items().stream().mapToDouble(i -> onShelf[i]).sum();
            for (int i : shelf.items()) {
              likelihood[t][i] = interest * share * onShelf[i] / total;
            }
          }
        }
      }
      Draw.normalize(likelihood[t]);
    }
    return likelihood;
  }
}
