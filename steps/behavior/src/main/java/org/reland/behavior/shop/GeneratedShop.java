package org.reland.behavior.shop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A shop with a planted effect. Every shopper has one or two of the tastes; a taste is a handful of
 * categories that have no word in common, and a style that shows in titles and brands. A history is
 * short, so it shows a part of the taste's categories only, while a text that knows the taste names
 * the others too: that is what a rationale can add. As the true probability of every purchase is
 * known, so is the best possible ranking.
 *
 * <p>The same configuration and random stream give the same shop, byte by byte.
 */
public final class GeneratedShop {
  private static final int SHORTEST = 5;
  private static final int LONGEST = 40;
  private static final double LENGTH_DECAY = 2.5;
  private static final double SINGLE_MINDED = 0.8;
  private static final double MAIN_SHARE = 0.7;
  private static final long OPENING = 1_700_000_000L;
  private static final long YEAR = 365L * 24 * 3600;

  private final World world;
  private final Assortment assortment;
  private final double noise;
  private final Map<String, List<TasteShare>> tastes = new HashMap<>();
  private final List<String> users = new ArrayList<>();
  private final List<Purchase> purchases = new ArrayList<>();

  private GeneratedShop(World world, Assortment assortment, double noise) {
    this.world = world;
    this.assortment = assortment;
    this.noise = noise;
  }

  /**
   * Makes a shop up.
   *
   * @throws IllegalArgumentException where there are fewer than 120 items
   */
  public static GeneratedShop generate(ShopConfig config, SplittableRandom random) {
    World world = World.load();
    int shelves = world.tastes().stream().mapToInt(taste -> taste.categories().size()).sum();
    if (config.items() < shelves) {
      throw new IllegalArgumentException("the shop needs at least %d items".formatted(shelves));
    }
    Assortment assortment = Assortment.of(world, config.items(), random.split());
    GeneratedShop shop = new GeneratedShop(world, assortment, config.noise());
    int[] numbers = Draw.permutation(config.users(), random.split());
    for (int number : numbers) {
      shop.addUser(String.format(Locale.ROOT, "U%05d", number), random.split());
    }
    return shop;
  }

  /** Raw ids. */
  public List<String> users() {
    return Collections.unmodifiableList(users);
  }

  /** In the order in which {@link #preference} counts them. */
  public List<ShopItem> items() {
    return assortment.items();
  }

  /** User by user, each in chronological order. */
  public List<Purchase> interactions() {
    return Collections.unmodifiableList(purchases);
  }

  /** The shopper's tastes, the main one first. */
  public List<TasteShare> tastesOf(String user) {
    List<TasteShare> shares = tastes.get(user);
    if (shares == null) {
      throw new IllegalArgumentException("the shop has no user " + user);
    }
    return shares;
  }

  /**
   * p(item | user), the true probability that the shopper's next purchase is this item, up to what
   * was bought already: nothing is bought twice. So ranking by it is the best possible ranking.
   */
  public double[] preference(String user) {
    List<TasteShare> shares = tastesOf(user);
    double[] preference = new double[assortment.items().size()];
    for (int i = 0; i < preference.length; i++) {
      preference[i] = noise * assortment.popularity()[i];
      for (TasteShare share : shares) {
        preference[i] += (1 - noise) * share.share() * assortment.likelihood()[share.taste()][i];
      }
    }
    return preference;
  }

  /** How many tastes there are. */
  public int tastes() {
    return world.tastes().size();
  }

  /** The categories of a taste. */
  public List<String> categoriesOf(int taste) {
    return world.tastes().get(taste).categories().stream()
        .map(category -> world.categories().get(category).name())
        .toList();
  }

  /**
   * What somebody who knows the shop would answer when asked about a shopper of this taste, in the
   * form of a language model's reply: preference in Step 1, categories and products in Step 2.
   */
  public String describe(int taste) {
    World.Taste words = world.tastes().get(taste);
    List<Integer> best =
        IntStream.range(0, assortment.items().size())
            .filter(i -> assortment.items().get(i).taste() == taste)
            .boxed()
            .sorted(
                (a, b) ->
                    Double.compare(
                        assortment.likelihood()[taste][b], assortment.likelihood()[taste][a]))
            .limit(3)
            .toList();
    String products =
        IntStream.range(0, best.size())
            .mapToObj(n -> n + 1 + ". " + name(best.get(n)))
            .collect(Collectors.joining("\n"));
    return """
        Step 1: You prefer %s, with a liking for %s things by %s.

        Step 2:
        Categories: %s
        Products:
        %s
        """
        .formatted(
            words.phrase(),
            String.join(", ", words.styles()).toLowerCase(Locale.ROOT),
            String.join(" and ", words.brands()),
            String.join(", ", categoriesOf(taste)),
            products);
  }

  private String name(int item) {
    return "%s (%s)"
        .formatted(assortment.items().get(item).title(), assortment.items().get(item).brand());
  }

  private void addUser(String user, SplittableRandom random) {
    users.add(user);
    int[] some = Draw.permutation(world.tastes().size(), random);
    tastes.put(
        user,
        random.nextDouble() < SINGLE_MINDED
            ? List.of(new TasteShare(some[0], 1))
            : List.of(
                new TasteShare(some[0], MAIN_SHARE), new TasteShare(some[1], 1 - MAIN_SHARE)));
    int length = Math.min(length(random), assortment.items().size());
    long time = OPENING + random.nextLong(YEAR);
    for (int item : Draw.withoutReplacement(preference(user), length, random)) {
      purchases.add(new Purchase(user, assortment.items().get(item).id(), time));
      time += 1 + random.nextLong(YEAR / 10);
    }
  }

  /** Mostly short: the tail of a power law above {@link #SHORTEST}. */
  private static int length(SplittableRandom random) {
    double tail = StrictMath.pow(1 - random.nextDouble(), -1 / (LENGTH_DECAY - 1));
    return (int) Math.min(LONGEST, SHORTEST - 2 + 2 * tail);
  }
}
