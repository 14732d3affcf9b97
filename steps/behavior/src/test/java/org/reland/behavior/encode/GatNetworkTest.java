package org.reland.behavior.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reland.kit.artifact.Behavior;
import org.reland.kit.artifact.EncoderItem;
import org.reland.kit.artifact.Item;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.neural.Weight;

final class GatNetworkTest {
  private static final EncodeConfig SMALL =
      EncoderSettings.of(Map.of("encoder", "gat", "dimensions", 8, "gat_heads", 2, "gat_parts", 3));

  /** Four users, five items; user 2 has one item, item 4 is nobody's. */
  private static final TrainingPairs PAIRS =
      new TrainingPairs(
          5,
          new int[] {0, 2, 4, 5, 8},
          new int[] {0, 0, 1, 1, 2, 3, 3, 3},
          new int[] {0, 1, 1, 3, 2, 0, 2, 3});

  private static final List<Item> ITEMS =
      List.of(
          new Item(0, "a", "", "acme", List.of("all", "soap")),
          new Item(1, "b", "", "", List.of("all", "soap")),
          new Item(2, "c", "", "acme", List.of("all", "wine", "wine")),
          new Item(3, "d", "", "beta", List.of()),
          new Item(4, "e", "", "gamma", List.of("all")));

  private static GatNetwork network(EncodeConfig config) {
    return new GatNetwork(
        config,
        PAIRS,
        ItemEntities.of(ITEMS, PAIRS.itemDegrees()),
        new SplittableRandom(2),
        Parallel.serial());
  }

  @Test
  void entitiesAreTheBrandsAndCategoriesOfItemsThatOccurInTraining() {
    ItemEntities entities = ItemEntities.of(ITEMS, PAIRS.itemDegrees());
    // acme, all, soap, wine, beta: gamma's item is nobody's, and "wine" counts once
    assertEquals(5, entities.count());
    assertArrayEquals(new int[] {0, 0, 0, 1, 1, 2, 2, 2, 3}, entities.items());
    assertArrayEquals(new int[] {0, 1, 2, 1, 2, 0, 1, 3, 4}, entities.entities());
    assertArrayEquals(new int[] {1, 2, 2, 2, 2, 1, 2, 2, 1}, entities.relations());
  }

  @Test
  void aBrandAndACategoryOfOneNameAreTwoEntities() {
    List<Item> items = List.of(new Item(0, "a", "", "rose", List.of("rose")));
    assertEquals(2, ItemEntities.of(items, new int[] {1}).count());
  }

  @Test
  void theGradientIsThatOfFiniteDifferences() {
    GatNetwork network = network(SMALL);
    Triples triples = Triples.draw(PAIRS, new SplittableRandom(5));
    network.lossAndGradients(triples, 0, 3);
    List<float[]> gradients =
        network.weights().stream().map(w -> w.gradient().data().clone()).toList();
    SplittableRandom random = new SplittableRandom(9);
    float step = 1f / 1024;
    for (int w = 0; w < gradients.size(); w++) {
      Weight weight = network.weights().get(w);
      float[] values = weight.value().data();
      double largest = 0.02;
      for (float slope : gradients.get(w)) {
        largest = Math.max(largest, Math.abs(slope));
      }
      for (int n = 0; n < Math.min(values.length, 40); n++) {
        int i = values.length <= 40 ? n : random.nextInt(values.length);
        float value = values[i];
        values[i] = value + step;
        double above = network.lossAndGradients(triples, 0, 3);
        values[i] = value - step;
        double below = network.lossAndGradients(triples, 0, 3);
        values[i] = value;
        assertEquals(
            (above - below) / (2 * step),
            gradients.get(w)[i],
            0.02 * largest,
            weight.name() + "[" + i + "]");
      }
    }
  }

  /** What a link is predicted from must not contain it: the vectors are those without it. */
  @Test
  void aHiddenLinkCarriesNoMessage() {
    GatNetwork network = network(SMALL);
    Triples one = new Triples(new int[] {2}, new int[] {2}, new int[] {4});
    // User 2 has this item alone: without it the user is a zero row, and so are both scores.
    assertEquals(2 * Math.log(2), network.lossAndGradients(one, 0, 1), 1e-6);
  }

  @Test
  void theInductiveVectorsOfKnownUsersAreThoseOfTheWholeGraph() {
    GatNetwork network = network(SMALL);
    for (int epoch = 0; epoch < 5; epoch++) {
      network.trainEpoch(new SplittableRandom(epoch));
    }
    FrozenEncoder frozen = network.freeze();
    List<EncoderItem> table = new ArrayList<>();
    int[] degrees = PAIRS.itemDegrees();
    for (Item item : ITEMS) {
      if (degrees[item.item()] > 0) {
        table.add(
            new EncoderItem(item.id(), degrees[item.item()], frozen.items().row(item.item())));
      }
    }
    BehaviorEncoder encoder =
        Encoders.of(table, EncoderWeights.of(frozen.weights()), ITEMS, Parallel.serial());
    List<Behavior> behaviors =
        encoder.encode(
            List.of(
                new UserHistory(0, new int[] {1, 0, 1}),
                new UserHistory(1, new int[] {3, 1, 4}),
                new UserHistory(2, new int[] {2}),
                new UserHistory(3, new int[] {0, 2, 3}),
                new UserHistory(4, new int[] {4}),
                new UserHistory(5, new int[0])));
    Matrix transductive = network.users();
    for (int u = 0; u < 4; u++) {
      assertArrayEquals(transductive.row(u), behaviors.get(u).vector(), 1e-5f, "user " + u);
    }
    assertArrayEquals(
        new int[] {2, 2, 1, 3, 0, 0}, behaviors.stream().mapToInt(Behavior::known).toArray());
    assertArrayEquals(new float[8], behaviors.get(4).vector());
    assertArrayEquals(new float[8], behaviors.get(5).vector());
  }

  @Test
  void trainingLowersTheLoss() {
    GatNetwork network = network(SMALL);
    double first = network.trainEpoch(new SplittableRandom(0));
    double last =
        IntStream.range(1, 200)
            .mapToDouble(e -> network.trainEpoch(new SplittableRandom(e)))
            .skip(189)
            .average()
            .orElseThrow();
    assertTrue(last < 0.8 * first, first + " then " + last);
  }
}
