package org.reland.behavior.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Behavior;
import org.reland.kit.artifact.Centroid;
import org.reland.kit.artifact.ClusterMember;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.store.Manifest;
import org.reland.kit.testing.StepHarness;

final class ClusterStepTest {
  @TempDir Path folder;

  /** Three clouds far apart, users dealt to them in turn. */
  private static List<Behavior> clouds(int users) {
    SplittableRandom random = new SplittableRandom(1);
    List<Behavior> behaviors = new ArrayList<>();
    for (int user = 0; user < users; user++) {
      float[] vector = new float[5];
      for (int j = 0; j < vector.length; j++) {
        vector[j] = (j == user % 3 ? 10 : 0) + (float) random.nextDouble(-1, 1);
      }
      behaviors.add(new Behavior(user, 1, vector));
    }
    return behaviors;
  }

  private StepHarness harness(String name, int users) {
    return StepHarness.in(folder.resolve(name)).given(Artifacts.BEHAVIORS, clouds(users));
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 40})
  void findsCloudsAlsoFromASampleOfTheUsers(int sampleRows) {
    StepHarness harness = harness("a", 150);
    Manifest manifest =
        harness.run(
            new ClusterStep(),
            Map.of("clusters", "3", "sample_rows", Integer.toString(sampleRows)));
    List<ClusterMember> members = harness.rows(Artifacts.CLUSTERS);
    assertEquals(150, members.size());
    for (ClusterMember member : members) {
      assertEquals(members.get(member.user() % 3).cluster(), member.cluster());
    }
    assertEquals(
        3, members.subList(0, 3).stream().mapToInt(ClusterMember::cluster).distinct().count());
    List<Centroid> centroids = harness.rows(Artifacts.CENTROIDS);
    double inertia = 0;
    for (ClusterMember member : members) {
      float[] vector = clouds(150).get(member.user()).vector();
      double distance = 0;
      for (int j = 0; j < vector.length; j++) {
        distance += Math.pow(vector[j] - centroids.get(member.cluster()).vector()[j], 2);
      }
      assertEquals(distance, member.distance(), 1e-4);
      inertia += distance;
    }
    assertEquals(inertia, manifest.facts().get("inertia"), 1e-2);
    assertTrue(centroids.stream().allMatch(centroid -> centroid.size() == 50));
  }

  @ParameterizedTest
  @CsvSource({"22363, 1118", "2000, 100", "30, 2", "3, 1"})
  void makesHalfAsManyClustersAsSeedsWhereNoneIsGiven(int users, int clusters) {
    assertEquals(clusters, new ClusterConfig(0, 0.05, 50, 100_000).clustersOf(users));
  }

  @Test
  void moreClustersThanUsersIsAnError() {
    ConfigurationException e =
        assertThrows(
            ConfigurationException.class,
            () -> harness("a", 5).run(new ClusterStep(), Map.of("clusters", "6")));
    assertTrue(e.getMessage().contains("6 clusters of 5 users"), e.getMessage());
  }

  @Test
  void bytesDoNotDependOnThreads() {
    Map<String, String> config = Map.of("clusters", "20");
    assertEquals(
        harness("one", 300).threads(1).run(new ClusterStep(), config).outputs(),
        harness("three", 300).threads(3).run(new ClusterStep(), config).outputs());
  }
}
