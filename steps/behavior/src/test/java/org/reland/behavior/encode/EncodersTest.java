package org.reland.behavior.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Behavior;
import org.reland.kit.artifact.HistoryEntry;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.Parameter;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.store.Manifest;
import org.reland.kit.testing.StepHarness;
import org.reland.linalg.VectorOps;

/** What every behavior encoder has to do, through its steps. */
final class EncodersTest {
  private static final int TASTES = 3;
  private static final int ITEMS_OF_A_TASTE = 15;
  private static final int ITEMS = TASTES * ITEMS_OF_A_TASTE;
  private static final int USERS = 90;

  @TempDir Path folder;

  /** User u has taste u mod 3, and buys every fifth time anything. User 17 buys nothing. */
  private static List<HistoryEntry> history() {
    SplittableRandom random = new SplittableRandom(7);
    List<HistoryEntry> history = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      int length = user == 17 ? 0 : 4 + random.nextInt(7);
      for (int p = 0; p < length; p++) {
        int taste = random.nextInt(5) == 0 ? random.nextInt(TASTES) : user % TASTES;
        int item = taste * ITEMS_OF_A_TASTE + random.nextInt(ITEMS_OF_A_TASTE);
        history.add(new HistoryEntry(user, item, p, p));
      }
    }
    return history;
  }

  /** What they carry says nothing of a taste; the encoders have to find it in behaviour. */
  private static List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      items.add(new Item(i, "item" + i, "", "brand" + i % 4, List.of("all", "kind" + i % 5)));
    }
    return items;
  }

  private StepHarness harness(String name) {
    return StepHarness.in(folder.resolve(name))
        .given(Artifacts.HISTORY, history())
        .given(Artifacts.ITEMS, items());
  }

  private static Map<String, String> settings(String encoder, int epochs) {
    return Map.of(
        "encoder", encoder,
        "epochs", Integer.toString(epochs),
        "dimensions", "16",
        "batch_size", "64",
        "sasrec_batch_size", "16",
        "sasrec_dropout", "0.2",
        "gat_parts", "4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lightgcn", "sasrec", "gat"})
  void usersOfOnePlantedTasteAreNearest(String encoder) {
    StepHarness harness = harness("planted");
    harness.run(new EncodeStep(), settings(encoder, 60));
    harness.run(new RepresentStep(), Map.of());
    List<Behavior> behaviors = harness.rows(Artifacts.BEHAVIORS);
    int same = 0;
    for (Behavior user : behaviors) {
      double best = -2;
      int nearest = -1;
      for (Behavior other : behaviors) {
        double cosine = cosine(user.vector(), other.vector());
        if (other.user() != user.user() && other.known() > 0 && cosine > best) {
          best = cosine;
          nearest = other.user();
        }
      }
      same += user.known() > 0 && nearest % TASTES == user.user() % TASTES ? 1 : 0;
    }
    assertTrue(same > 0.8 * USERS, same + " of " + USERS);
  }

  /** 90 users of 60 items are more than {@link SasRecEncoder} takes at a time. */
  @Test
  void theVectorsOfLongHistoriesDoNotDependOnWhoIsEncodedBesides() {
    SplittableRandom random = new SplittableRandom(3);
    List<HistoryEntry> all = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      for (int p = 0; p < 60; p++) {
        all.add(new HistoryEntry(user, random.nextInt(ITEMS), p, p));
      }
    }
    StepHarness together =
        StepHarness.in(folder.resolve("together"))
            .given(Artifacts.HISTORY, all)
            .given(Artifacts.ITEMS, items());
    StepHarness apart =
        StepHarness.in(folder.resolve("apart"))
            .givenParts(
                Artifacts.HISTORY,
                IntStream.range(0, USERS / 10)
                    .mapToObj(part -> all.subList(600 * part, 600 * (part + 1)))
                    .toList())
            .given(Artifacts.ITEMS, items());
    for (StepHarness harness : List.of(together, apart)) {
      harness.run(new EncodeStep(), settings("sasrec", 1));
      harness.run(new RepresentStep(), Map.of());
    }
    List<Behavior> expected = together.rows(Artifacts.BEHAVIORS);
    List<Behavior> found = apart.rows(Artifacts.BEHAVIORS);
    for (int user = 0; user < USERS; user++) {
      assertArrayEquals(expected.get(user).vector(), found.get(user).vector());
    }
  }

  private static double cosine(float[] a, float[] b) {
    return VectorOps.dot(a, b) / Math.max(1e-9, (double) VectorOps.norm(a) * VectorOps.norm(b));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lightgcn", "sasrec", "gat"})
  void bytesDependNeitherOnThreadsNorOnTheCutIntoParts(String encoder) {
    StepHarness one = harness("one").threads(1);
    Manifest encoded = one.run(new EncodeStep(), settings(encoder, 3));
    Manifest represented = one.run(new RepresentStep(), Map.of());
    StepHarness two = harness("two").threads(2);
    assertEquals(encoded.outputs(), two.run(new EncodeStep(), settings(encoder, 3)).outputs());
    assertEquals(represented.outputs(), two.run(new RepresentStep(), Map.of()).outputs());

    List<HistoryEntry> all = history();
    StepHarness parts =
        StepHarness.in(folder.resolve("parts"))
            .givenParts(
                Artifacts.HISTORY,
                List.of(
                    all.stream().filter(e -> e.user() < 20).toList(),
                    all.stream().filter(e -> e.user() >= 20).toList()))
            .given(Artifacts.ITEMS, items());
    assertEquals(encoded.outputs(), parts.run(new EncodeStep(), settings(encoder, 3)).outputs());
    parts.run(new RepresentStep(), Map.of());
    List<Behavior> expected = one.rows(Artifacts.BEHAVIORS);
    List<Behavior> found = parts.rows(Artifacts.BEHAVIORS);
    for (int user = 0; user < USERS; user++) {
      assertEquals(user, found.get(user).user());
      assertArrayEquals(expected.get(user).vector(), found.get(user).vector());
    }
    assertEquals(0, found.get(17).known());
    assertArrayEquals(new float[16], found.get(17).vector());
  }

  @ParameterizedTest
  @ValueSource(strings = {"lightgcn", "sasrec", "gat"})
  void anEncoderServesAnotherIngestThatNumbersItsItemsDifferently(String encoder) {
    StepHarness first = harness("first");
    first.run(new EncodeStep(), settings(encoder, 3));
    first.run(new RepresentStep(), Map.of());
    List<Item> reversed = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      reversed.add(new Item(i, "item" + (ITEMS - 1 - i), "", "", List.of()));
    }
    reversed.add(new Item(ITEMS, "an item that the encoder never saw", "", "", List.of()));
    List<HistoryEntry> renumbered = new ArrayList<>();
    for (HistoryEntry e : history()) {
      renumbered.add(new HistoryEntry(e.user(), ITEMS - 1 - e.item(), e.time(), e.position()));
    }
    renumbered.add(new HistoryEntry(USERS, ITEMS, 0, 0));
    StepHarness later =
        StepHarness.in(folder.resolve("later"))
            .given(Artifacts.ENCODER, first.rows(Artifacts.ENCODER))
            .given(Artifacts.ENCODER_WEIGHTS, first.rows(Artifacts.ENCODER_WEIGHTS))
            .given(Artifacts.ITEMS, reversed)
            .given(Artifacts.HISTORY, renumbered);
    later.run(new RepresentStep(), Map.of());
    List<Behavior> vectors = later.rows(Artifacts.BEHAVIORS);
    for (Behavior before : first.rows(Artifacts.BEHAVIORS)) {
      assertArrayEquals(before.vector(), vectors.get(before.user()).vector(), 1e-5f);
    }
    assertEquals(0, vectors.get(USERS).known());
  }

  @ParameterizedTest
  @ValueSource(strings = {"lightgcn", "sasrec", "gat"})
  void historiesWithoutAnyInteractionTrainAnEncoderThatKnowsNothing(String encoder) {
    StepHarness harness =
        StepHarness.in(folder.resolve("empty"))
            .given(Artifacts.HISTORY, List.of())
            .given(Artifacts.ITEMS, items());
    harness.run(new EncodeStep(), settings(encoder, 2));
    assertEquals(List.of(), harness.rows(Artifacts.ENCODER));
    BadDataException e =
        assertThrows(BadDataException.class, () -> harness.run(new RepresentStep(), Map.of()));
    assertTrue(e.getMessage().contains("knows no item"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sasrec", "gat"})
  void weightsThatDoNotFitAreBadData(String encoder) {
    StepHarness harness = harness("fit");
    harness.run(new EncodeStep(), settings(encoder, 1));
    List<Parameter> weights = new ArrayList<>(harness.rows(Artifacts.ENCODER_WEIGHTS));
    weights.removeLast();
    assertTrue(problem(harness, weights).contains("reland run --rhythm encoder"));
    List<Parameter> foreign = List.of(new Parameter("other.shape", 0, new float[] {1}));
    assertTrue(problem(harness, foreign).contains("other.shape"));
  }

  private String problem(StepHarness harness, List<Parameter> weights) {
    StepHarness other =
        StepHarness.in(folder.resolve("weights" + weights.size()))
            .given(Artifacts.ENCODER, harness.rows(Artifacts.ENCODER))
            .given(Artifacts.ENCODER_WEIGHTS, weights)
            .given(Artifacts.ITEMS, items())
            .given(Artifacts.HISTORY, history());
    return assertThrows(BadDataException.class, () -> other.run(new RepresentStep(), Map.of()))
        .getMessage();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lightgcn", "sasrec", "gat"})
  void whatAnotherEncoderUsesStaysOutOfTheKey(String encoder) {
    StepHarness harness = harness("key");
    String key = harness.run(new EncodeStep(), settings(encoder, 1)).key();
    Map<String, String> more = new HashMap<>(settings(encoder, 1));
    more.put(encoder.equals("lightgcn") ? "sasrec_length" : "layers", "5");
    more.put(encoder.equals("gat") ? "sasrec_heads" : "gat_heads", "1");
    assertEquals(key, harness.run(new EncodeStep(), more).key());
  }

  @Test
  void headsHaveToDivideTheDimensionsOfTheEncoderThatHasThem() {
    EncoderSettings.of(Map.of("dimensions", 10));
    for (String encoder : List.of("sasrec", "gat")) {
      ConfigurationException e =
          assertThrows(
              ConfigurationException.class,
              () ->
                  EncoderSettings.of(
                      Map.of("encoder", encoder, "dimensions", 10, encoder + "_heads", 4)));
      assertTrue(e.getMessage().contains("encode." + encoder + "_heads"), e.getMessage());
    }
    assertThrows(ConfigurationException.class, () -> EncoderSettings.of(Map.of("encoder", "bert")));
  }
}
