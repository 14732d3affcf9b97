package org.reland.behavior.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GeneratedShopTest {
  private static final ShopConfig CONFIG = new ShopConfig(2000, 2400, 0.1);

  private static GeneratedShop shop(long seed) {
    return GeneratedShop.generate(CONFIG, new SplittableRandom(seed));
  }

  @Test
  void sameSeedSameShop() {
    assertEquals(shop(5).interactions(), shop(5).interactions());
    assertEquals(shop(5).items(), shop(5).items());
    assertNotEquals(shop(5).interactions(), shop(6).interactions());
  }

  @Test
  void preferencesAreProbabilities() {
    GeneratedShop shop = shop(1);
    for (String user : shop.users().subList(0, 50)) {
      double[] preference = shop.preference(user);
      assertEquals(1, Arrays.stream(preference).sum(), 1e-9);
      assertTrue(Arrays.stream(preference).allMatch(p -> p > 0));
      assertEquals(1, shop.tastesOf(user).stream().mapToDouble(TasteShare::share).sum(), 1e-12);
    }
  }

  /** The first purchase of a history is drawn from the preference itself. */
  @Test
  void purchasesFollowThePreferences() {
    GeneratedShop shop = shop(2);
    Map<String, Integer> index = new HashMap<>();
    for (ShopItem item : shop.items()) {
      index.put(item.id(), index.size());
    }
    Map<String, List<Purchase>> histories =
        shop.interactions().stream().collect(Collectors.groupingBy(Purchase::user));
    double[] expected = new double[shop.tastes()];
    double[] variance = new double[shop.tastes()];
    double[] found = new double[shop.tastes()];
    for (String user : shop.users()) {
      double[] preference = shop.preference(user);
      double[] byStyle = new double[shop.tastes()];
      for (int i = 0; i < preference.length; i++) {
        byStyle[shop.items().get(i).taste()] += preference[i];
      }
      for (int t = 0; t < byStyle.length; t++) {
        expected[t] += byStyle[t];
        variance[t] += byStyle[t] * (1 - byStyle[t]);
      }
      String first = histories.get(user).getFirst().item();
      found[shop.items().get(index.get(first)).taste()]++;
    }
    for (int t = 0; t < expected.length; t++) {
      assertEquals(expected[t], found[t], 4.5 * Math.sqrt(variance[t]), "taste " + t);
    }
  }

  @Test
  void historiesAreShortAndNothingIsBoughtTwice() {
    Map<String, List<Purchase>> histories =
        shop(3).interactions().stream().collect(Collectors.groupingBy(Purchase::user));
    assertEquals(2000, histories.size());
    int upToTwelve = 0;
    for (List<Purchase> history : histories.values()) {
      assertTrue(history.size() >= 5 && history.size() <= 40);
      assertEquals(history.size(), history.stream().map(Purchase::item).distinct().count());
      for (int p = 1; p < history.size(); p++) {
        assertTrue(history.get(p).time() > history.get(p - 1).time());
      }
      upToTwelve += history.size() <= 12 ? 1 : 0;
    }
    assertTrue(upToTwelve > 0.85 * histories.size(), upToTwelve + " of " + histories.size());
  }

  @Test
  void aShortHistoryShowsAPartOfItsTastesCategories() {
    GeneratedShop shop = shop(4);
    Map<String, String> categoryOf =
        shop.items().stream()
            .collect(Collectors.toMap(ShopItem::id, item -> item.categories().getLast()));
    Map<String, List<Purchase>> histories =
        shop.interactions().stream().collect(Collectors.groupingBy(Purchase::user));
    double unseen = 0;
    int counted = 0;
    for (String user : shop.users()) {
      if (shop.tastesOf(user).size() == 1 && histories.get(user).size() <= 6) {
        Set<String> of = new HashSet<>(shop.categoriesOf(shop.tastesOf(user).getFirst().taste()));
        int all = of.size();
        histories.get(user).subList(0, histories.get(user).size() - 2).stream()
            .map(purchase -> categoryOf.get(purchase.item()))
            .forEach(of::remove);
        unseen += of.size() / (double) all;
        counted++;
      }
    }
    assertTrue(unseen / counted > 0.4, "unseen " + unseen / counted + " of " + counted);
  }

  /** HR@10 of the last purchase, everything else that was bought left out of the ranking. */
  private static double hitRate(GeneratedShop shop, Function<String, double[]> scoresOf) {
    Map<String, List<Purchase>> histories =
        shop.interactions().stream().collect(Collectors.groupingBy(Purchase::user));
    int hits = 0;
    for (String user : shop.users()) {
      List<Purchase> history = histories.get(user);
      Set<String> bought = history.stream().map(Purchase::item).collect(Collectors.toSet());
      double[] scores = scoresOf.apply(user);
      int target = 0;
      while (!shop.items().get(target).id().equals(history.getLast().item())) {
        target++;
      }
      int better = 0;
      for (int i = 0; i < scores.length; i++) {
        boolean rival = !bought.contains(shop.items().get(i).id());
        better += rival && scores[i] >= scores[target] ? 1 : 0;
      }
      hits += better < 10 ? 1 : 0;
    }
    return hits / (double) shop.users().size();
  }

  /** Ranking by the number of words that an item shares with a description. */
  private static double[] byWords(GeneratedShop shop, int taste) {
    String text = shop.describe(taste);
    double[] scores = new double[shop.items().size()];
    for (int i = 0; i < scores.length; i++) {
      ShopItem item = shop.items().get(i);
      String style = item.title().substring(0, item.title().indexOf(' ')).toLowerCase(Locale.ROOT);
      scores[i] += text.contains(item.categories().getLast()) ? 1 : 0;
      scores[i] += text.contains(item.brand()) ? 1 : 0;
      scores[i] += text.contains(style) ? 1 : 0;
      scores[i] += 1e-6 * i;
    }
    return scores;
  }

  /** The planted effect, and its bound. */
  @Test
  void wordsThatKnowTheTasteRankFarAboveThoseOfAnotherTasteAndBelowTheTruth() {
    GeneratedShop shop = shop(8);
    double[][] byWords =
        IntStream.range(0, shop.tastes()).mapToObj(t -> byWords(shop, t)).toArray(double[][]::new);
    double truth = hitRate(shop, shop::preference);
    double knowing = hitRate(shop, user -> byWords[shop.tastesOf(user).getFirst().taste()]);
    double shuffled =
        hitRate(
            shop, user -> byWords[(shop.tastesOf(user).getFirst().taste() + 7) % byWords.length]);
    assertTrue(truth > 1.2 * knowing, truth + " " + knowing);
    assertTrue(knowing > 4 * shuffled, knowing + " " + shuffled);
  }

  @Test
  void categoriesOfATasteShareNoWordsButItsStyle() {
    World world = World.load();
    assertEquals(40, world.categories().size());
    for (int c = 0; c < world.categories().size(); c++) {
      int category = c;
      assertEquals(
          3, world.tastes().stream().filter(t -> t.categories().contains(category)).count());
    }
    List<String> styles = world.tastes().stream().flatMap(t -> t.styles().stream()).toList();
    assertEquals(styles.size(), new HashSet<>(styles).size());
  }

  @Test
  void aDescriptionIsAReplyThatNamesTheCategories() {
    GeneratedShop shop = shop(1);
    for (int taste = 0; taste < shop.tastes(); taste++) {
      String reply = shop.describe(taste);
      assertTrue(reply.startsWith("Step 1: You prefer "));
      assertTrue(reply.contains("\nStep 2:\nCategories: "));
      assertTrue(reply.contains(String.join(", ", shop.categoriesOf(taste))), reply);
    }
  }
}
