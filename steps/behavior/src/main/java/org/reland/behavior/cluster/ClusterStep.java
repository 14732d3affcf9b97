package org.reland.behavior.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Behavior;
import org.reland.kit.artifact.Centroid;
import org.reland.kit.artifact.ClusterMember;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.step.Step;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.StepSpec;
import org.reland.linalg.KMeans;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;

/** Clusters the behaviour vectors as they are (not normalised) by k-means. */
public final class ClusterStep implements Step<ClusterConfig> {
  @Override
  public StepSpec<ClusterConfig> spec() {
    return StepSpec.of("cluster", 1, ClusterConfig.class)
        .reads(Artifacts.BEHAVIORS)
        .writes(Artifacts.CENTROIDS, Artifacts.CLUSTERS)
        .seeded()
        .needs(1024, true)
        .build();
  }

  @Override
  public void run(ClusterConfig config, StepContext context) throws IOException {
    List<Behavior> behaviors = context.read(Artifacts.BEHAVIORS).list();
    Matrix points = matrix(behaviors);
    int clusters = config.clustersOf(points.rows());
    check(clusters, points.rows(), config.sampleRows());
    context
        .progress()
        .plan("k-means: %,d users into %,d clusters".formatted(points.rows(), clusters));
    try (Parallel parallel = Parallel.of(context.threads())) {
      Matrix sample = sample(points, config.sampleRows(), context.random("rows"));
      KMeans.Result fit =
          KMeans.fit(sample, clusters, config.maxIterations(), context.random("k-means"), parallel);
      KMeans.Assignment assignment = KMeans.assign(points, fit.centroids(), parallel);
      int[] sizes = new int[clusters];
      double inertia = 0;
      for (int row = 0; row < points.rows(); row++) {
        int cluster = assignment.assignments()[row];
        float distance = assignment.squaredDistances()[row];
        sizes[cluster]++;
        inertia += distance;
        context
            .write(Artifacts.CLUSTERS)
            .write(new ClusterMember(behaviors.get(row).user(), cluster, distance));
      }
      for (int cluster = 0; cluster < clusters; cluster++) {
        context
            .write(Artifacts.CENTROIDS)
            .write(new Centroid(cluster, sizes[cluster], fit.centroids().row(cluster)));
      }
      context.fact("clusters", clusters);
      context.fact("iterations", fit.iterations());
      context.fact("mended", fit.mendedClusters());
      context.fact("inertia", inertia);
    }
  }

  private static void check(int clusters, int users, int sampleRows) {
    if (clusters > Math.min(users, sampleRows)) {
      throw new ConfigurationException(
          "%,d clusters of %,d users, fitted on at most %,d of them (cluster.sample_rows): there must be as many users as clusters; lower cluster.clusters"
              .formatted(clusters, users, sampleRows));
    }
  }

  private static Matrix matrix(List<Behavior> behaviors) {
    Matrix points =
        new Matrix(
            behaviors.size(), behaviors.isEmpty() ? 0 : behaviors.getFirst().vector().length);
    for (int row = 0; row < behaviors.size(); row++) {
      points.setRow(row, behaviors.get(row).vector());
    }
    return points;
  }

  /** Rows drawn uniformly, in their own order (Knuth, TAOCP 2, Algorithm 3.4.2 S); all if few. */
  private static Matrix sample(Matrix points, int wanted, RandomGenerator random) {
    if (points.rows() <= wanted) {
      return points;
    }
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < points.rows(); row++) {
      if (random.nextInt(points.rows() - row) < wanted - rows.size()) {
        rows.add(row);
      }
    }
    Matrix sample = new Matrix(wanted, points.cols());
    for (int row = 0; row < wanted; row++) {
      points.copyRow(rows.get(row), sample.data(), row * points.cols());
    }
    return sample;
  }
}
