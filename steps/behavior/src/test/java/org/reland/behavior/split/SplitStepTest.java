package org.reland.behavior.split;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.behavior.ingest.IngestStep;
import org.reland.behavior.testing.RealData;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.HistoryEntry;
import org.reland.kit.artifact.Interaction;
import org.reland.kit.artifact.Split;
import org.reland.kit.store.Manifest;
import org.reland.kit.testing.StepHarness;

final class SplitStepTest {
  @TempDir Path folder;

  /** RecBole's ratio split, written down from its description, position by position. */
  private static Split byLabels(int length) {
    String[] cf = new String[length];
    for (int p = 0; p < length; p++) {
      cf[p] = "train";
    }
    double share = 0.1 * length;
    int last = length - 1;
    for (String part : List.of("test", "valid")) {
      int wanted = share < 1 ? 1 : (int) share;
      for (int i = 0; i < wanted && (share >= 1 || last > 0); i++) {
        cf[last--] = part;
      }
    }
    int train = 0;
    int valid = 0;
    for (String label : cf) {
      train += label.equals("train") ? 1 : 0;
      valid += label.equals("valid") ? 1 : 0;
    }
    return new Split(0, length, train, train + valid, length >= 3 ? length - 2 : length);
  }

  @Test
  void cutsEveryLengthAsTheProtocolsSay() {
    for (int length = 1; length <= 1000; length++) {
      Split split = Cuts.of(0, length);
      assertEquals(byLabels(length), split);
      if (length < 20) {
        assertEquals(Math.max(1, length - 2), split.cfTrainEnd(), "length " + length);
      }
    }
  }

  @Test
  void whereNothingIsMeasuredAllOfAHistoryIsThereToTrainOn() {
    List<Interaction> all = new ArrayList<>();
    for (int p = 0; p < 25; p++) {
      all.add(new Interaction(p / 20, p, p, p % 20, null, null));
    }
    StepHarness harness = StepHarness.in(folder).given(Artifacts.INTERACTIONS, all);
    harness.run(new SplitStep(), Map.of("hold_out", "false"));
    assertEquals(25, harness.rows(Artifacts.HISTORY).size());
    assertEquals(
        List.of(new Split(0, 20, 20, 20, 20), new Split(1, 5, 5, 5, 5)),
        harness.rows(Artifacts.SPLITS));
  }

  @Test
  void theHistoryIsTheTrainingPartInTheSameParts() {
    List<List<Interaction>> parts = new ArrayList<>();
    int[] lengths = {1, 2, 3, 25, 9};
    int user = 0;
    for (List<Integer> users : List.of(List.of(0, 1), List.of(2, 3), List.of(4))) {
      List<Interaction> part = new ArrayList<>();
      for (int u : users) {
        for (int p = 0; p < lengths[u]; p++) {
          part.add(new Interaction(user, 100 * u + p, 7L * p, p, null, null));
        }
        user++;
      }
      parts.add(part);
    }
    StepHarness harness = StepHarness.in(folder).givenParts(Artifacts.INTERACTIONS, parts);
    Manifest manifest = harness.run(new SplitStep(), Map.of());
    assertEquals(
        List.of(2L, 22L, 7L),
        manifest.outputs().get("history").parts().stream().map(Manifest.Part::rows).toList());
    List<HistoryEntry> expected = new ArrayList<>();
    int[] train = {1, 1, 1, 21, 7};
    for (int u = 0; u < train.length; u++) {
      for (int p = 0; p < train[u]; p++) {
        expected.add(new HistoryEntry(u, 100 * u + p, 7L * p, p));
      }
    }
    assertEquals(expected, harness.rows(Artifacts.HISTORY));
    assertEquals(5, harness.rows(Artifacts.SPLITS).size());
  }

  @Test
  void beautyTrainsOnTheKnownNumberOfInteractions() {
    StepHarness harness = StepHarness.in(folder);
    harness.run(new IngestStep(), RealData.beautyIngest());
    Manifest manifest = harness.run(new SplitStep(), Map.of());
    assertEquals(148_766.0, manifest.facts().get("cf_train"));
  }
}
