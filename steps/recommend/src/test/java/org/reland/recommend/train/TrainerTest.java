package org.reland.recommend.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.kit.config.ConfigBinder;
import org.reland.kit.progress.Progress;
import org.reland.kit.step.CheckpointFormat;
import org.reland.kit.store.ArtifactStore;
import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.neural.Weight;
import org.reland.recommend.TestData;
import org.reland.recommend.backbone.Backbone;
import org.reland.recommend.backbone.Backbones;
import org.reland.recommend.backbone.Ingredients;
import org.reland.recommend.data.UserItems;
import org.reland.recommend.fusion.Rationales;
import org.reland.recommend.ranking.FullRanking;
import org.reland.recommend.ranking.Ranker;

final class TrainerTest {
  private static final int USERS = 30;
  private static final int ITEMS = 25;

  private static final UserItems TRAIN = TestData.pairs(USERS, ITEMS, 120, 1);
  private static final UserItems VALID = TestData.pairs(USERS, ITEMS, 40, 2).without(TRAIN);

  private static final TrainConfig CONFIG =
      ConfigBinder.bind(
          TrainConfig.class,
          "train",
          Map.of(
              "epochs", "9",
              "batch_size", "16",
              "learning_rate", "0.05",
              "dimensions", "4",
              "checkpoint_seconds", "0"));

  /** Ends the process, so to speak, when it is asked to save for the given time. */
  private static final class Killing implements Checkpoints {
    private final int fatalSave;
    private byte @Nullable [] latest;
    private int saves;

    Killing(int fatalSave) {
      this.fatalSave = fatalSave;
    }

    @Override
    public Optional<CheckpointFormat.Source> latest() {
      return Optional.ofNullable(latest).map(bytes -> () -> new ByteArrayInputStream(bytes));
    }

    @Override
    public ArtifactStore.Pending create() {
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      return new ArtifactStore.Pending() {
        @Override
        public OutputStream stream() {
          return written;
        }

        @Override
        public void commit() {
          save(written.toByteArray());
        }

        @Override
        public void close() {}
      };
    }

    void save(byte[] checkpoint) {
      latest = checkpoint;
      if (++saves == fatalSave) {
        throw new UncheckedIOException(new java.io.IOException("killed"));
      }
    }
  }

  private static Backbone backbone() {
    return backbone(true);
  }

  private static Backbone backbone(boolean fused) {
    return backbone(fused, 0);
  }

  /** With so many matchings to choose from beside the first. */
  private static Backbone backbone(boolean fused, int alternatives) {
    List<Rationales> others = new ArrayList<>();
    for (int n = 1; n <= alternatives; n++) {
      others.add(rationales(n));
    }
    return Backbones.create(
        "lightgcn",
        new Ingredients(
            TRAIN,
            null,
            ITEMS,
            TestData.matrix(ITEMS, 5, 3),
            fused ? rationales(0) : null,
            others,
            null,
            CONFIG.hyperparameters(),
            purpose -> new SplittableRandom(purpose.hashCode()),
            Parallel.serial()));
  }

  private static Rationales rationales(int shift) {
    int[] users = new int[USERS];
    int[] seeds = new int[USERS];
    float[] ones = new float[USERS];
    for (int u = 0; u < USERS; u++) {
      users[u] = u;
      seeds[u] = (u + shift) % 3;
      ones[u] = 1;
    }
    return new Rationales(
        CsrMatrix.fromTriplets(USERS, 3, users, seeds, ones), TestData.matrix(3, 5, 4));
  }

  private static Trainer trainer(Checkpoints checkpoints) {
    return trainer(checkpoints, Progress.silent());
  }

  private static Trainer trainer(Checkpoints checkpoints, Progress progress) {
    return new Trainer(
        CONFIG,
        new FullRanking(new int[] {10}, VALID, TRAIN),
        SplittableRandom::new,
        checkpoints,
        progress);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "3, 0", "4, 0", "8, 0", "2, 2", "10, 2", "11, 2", "12, 2"})
  void aTrainingThatWasKilledGoesOnToTheSameBytes(int fatalSave, int alternatives)
      throws Exception {
    Backbone whole = backbone(true, alternatives);
    Progression expected = trainer(new Killing(0)).train(whole, null);
    Killing checkpoints = new Killing(fatalSave);
    assertThrows(
        UncheckedIOException.class,
        () -> trainer(checkpoints).train(backbone(true, alternatives), null));
    Backbone resumed = backbone(true, alternatives);
    Progression actual = trainer(checkpoints).train(resumed, null);
    assertEquals(expected.bestEpoch, actual.bestEpoch);
    assertEquals(expected.epochs(), actual.epochs());
    assertEquals(whole.facts(), resumed.facts());
    Map<String, Matrix> matrices = resumed.matrices();
    whole.matrices().forEach((n, m) -> assertArrayEquals(m.data(), matrices.get(n).data(), n));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void rationalesOnATrainedBaseEndAsIfTheBaseHadBeenTrainedWithThem(int alternatives)
      throws Exception {
    Backbone whole = backbone(true, alternatives);
    Progression expected = trainer(new Killing(0)).train(whole, null);
    Backbone features = backbone(false);
    int epochs = trainer(new Killing(0)).train(features, null).epochs();
    Base base = new Base(features.matrices(), epochs);
    Killing checkpoints = new Killing(1);
    assertThrows(
        UncheckedIOException.class,
        () -> trainer(checkpoints).train(backbone(true, alternatives), base));
    Backbone fused = backbone(true, alternatives);
    Progression actual = trainer(checkpoints).train(fused, base);
    assertEquals(expected.epochs(), actual.epochs());
    assertEquals(expected.bestEpoch, actual.bestEpoch);
    assertEquals(expected.epochs() - epochs, actual.curve.size());
    Map<String, Matrix> matrices = fused.matrices();
    whole.matrices().forEach((n, m) -> assertArrayEquals(m.data(), matrices.get(n).data(), n));
  }

  /** One weight that grows by 1 an epoch; the second phase never ranks as well as the first. */
  private static final class Growing implements Backbone {
    private final Weight weight = Weight.of("weight", new Matrix(1, 1), 0.1);
    private boolean second;
    private int measured;

    @Override
    public List<Weight> weights() {
      return List.of(weight);
    }

    @Override
    public double trainEpoch(RandomGenerator random) {
      weight.value().set(0, 0, weight.value().get(0, 0) + 1);
      return 1;
    }

    @Override
    public boolean nextPhase(@Nullable ToDoubleFunction<Ranker> validation) {
      boolean first = !second;
      second = true;
      return first;
    }

    @Override
    public double measure(ToDoubleFunction<Ranker> validation) {
      return second ? 0.1 * ++measured : 1;
    }

    @Override
    public Ranker ranker() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Double> facts() {
      return Map.of();
    }

    @Override
    public Map<String, Matrix> matrices() {
      return Map.of();
    }
  }

  @Test
  void aPhaseStartsFromTheBestOfTheOneBeforeAndKeepsItsOwnBest() throws Exception {
    Growing backbone = new Growing();
    Progression progression = trainer(new Killing(0)).train(backbone, null);
    // Validated every 3 epochs: the first phase is best after 3, the second after its 6.
    assertEquals(3 + 6, backbone.weight.value().get(0, 0));
    assertEquals(9 + 6, progression.bestEpoch);
  }

  @Test
  void bytesThatAreNoCheckpointOfThisTrainingAreDiscardedWithANoteAndItStartsAnew()
      throws Exception {
    Backbone whole = backbone();
    trainer(new Killing(0)).train(whole, null);
    byte[] own = checkpoint(backbone());
    byte[] foreign = new byte[own.length];
    new SplittableRandom(7).nextBytes(foreign);
    byte[] ofOtherShape = checkpoint(backboneOfIds());
    for (byte[] bytes :
        List.of(new byte[0], Arrays.copyOf(own, own.length / 2), foreign, ofOtherShape)) {
      Killing checkpoints = new Killing(0);
      checkpoints.save(bytes);
      List<String> notes = new ArrayList<>();
      Backbone begun = backbone();
      trainer(checkpoints, noting(notes)).train(begun, null);
      assertEquals(1, notes.size());
      assertTrue(notes.getFirst().contains("starts anew"), notes.getFirst());
      Map<String, Matrix> matrices = begun.matrices();
      whole.matrices().forEach((n, m) -> assertArrayEquals(m.data(), matrices.get(n).data(), n));
    }
  }

  private static byte[] checkpoint(Backbone backbone) throws Exception {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    Checkpoint.write(backbone, new Progression(), written);
    return written.toByteArray();
  }

  private static Backbone backboneOfIds() {
    return Backbones.create(
        "lightgcn",
        new Ingredients(
            TRAIN,
            ITEMS,
            null,
            null,
            CONFIG.hyperparameters(),
            purpose -> new SplittableRandom(purpose.hashCode()),
            Parallel.serial()));
  }

  private static Progress noting(List<String> notes) {
    return new Progress() {
      @Override
      public void plan(String what) {}

      @Override
      public void advance(long done, long total, String unit) {}

      @Override
      public void note(String message) {
        notes.add(message);
      }
    };
  }

  @Test
  void anInterruptedTrainingStopsBeforeItsNextEpoch() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> trainer(new Killing(0)).train(backbone(), null));
  }
}
