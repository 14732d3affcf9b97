package org.reland.linalg.bench;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.reland.linalg.Adam;
import org.reland.linalg.BipartiteGraph;
import org.reland.linalg.Bpr;
import org.reland.linalg.CrossEntropy;
import org.reland.linalg.KMeans;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.Propagation;
import org.reland.linalg.TopK;

/** The kernels alone, at the sizes of Beauty; run with -prof gc or perfasm to look closer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xmx2g"})
public class KernelBenchmark {
  private static final int USERS = 22_363;
  private static final int ITEMS = 12_101;
  private static final int EDGES = 148_766;
  private static final int D = 64;

  @Param({"1"})
  int threads;

  private Parallel parallel;
  private Matrix queries;
  private TopK seeds;
  private Matrix points;
  private Matrix centroids;
  private Matrix hidden;
  private Matrix items;
  private int[] targets;
  private Matrix dHidden;
  private Matrix dItems;
  private Propagation propagation;
  private Matrix ego;
  private Matrix out;
  private int[] users;
  private int[] positives;
  private int[] negatives;
  private Adam adam;

  @Setup(Level.Trial)
  public void fill() {
    SplittableRandom random = new SplittableRandom(1);
    parallel = Parallel.of(threads);
    queries = gaussian(960, random);
    seeds = TopK.over(gaussian(75_000, random), parallel);
    points = gaussian(USERS, random);
    centroids = gaussian(1_120, random);
    hidden = gaussian(880, random);
    items = gaussian(ITEMS, random);
    targets = random.ints(880, 0, ITEMS).toArray();
    dHidden = new Matrix(880, D);
    dItems = new Matrix(ITEMS, D);
    int[] userOf = random.ints(EDGES, 0, USERS).toArray();
    int[] itemOf = random.doubles(EDGES).mapToInt(x -> (int) (ITEMS * x * x)).toArray();
    propagation =
        new Propagation(BipartiteGraph.normalizedAdjacency(USERS, ITEMS, userOf, itemOf), 2);
    ego = gaussian(USERS + ITEMS, random);
    out = new Matrix(USERS + ITEMS, D);
    users = random.ints(2_048, 0, USERS).toArray();
    positives = random.ints(2_048, USERS, USERS + ITEMS).toArray();
    negatives = random.ints(2_048, USERS, USERS + ITEMS).toArray();
    adam = new Adam(ego.data().length, 1e-6, 0.9, 0.999, 1e-8);
  }

  @TearDown(Level.Trial)
  public void close() {
    parallel.close();
  }

  private static Matrix gaussian(int rows, SplittableRandom random) {
    Matrix m = new Matrix(rows, D);
    for (int i = 0; i < m.data().length; i++) {
      m.data()[i] = (float) random.nextGaussian() / 8;
    }
    return m;
  }

  /** 960 queries among 75,000 rows. */
  @Benchmark
  public Object top1() {
    return seeds.search(queries, 1, parallel);
  }

  @Benchmark
  public Object assignToNearest() {
    return KMeans.assign(points, centroids, parallel);
  }

  /** 880 rows against 12,101 items. */
  @Benchmark
  public double crossEntropy() {
    return CrossEntropy.lossAndGradient(hidden, items, targets, dHidden, dItems, parallel);
  }

  /** Two layers. */
  @Benchmark
  public Object propagate() {
    propagation.apply(ego, out, parallel);
    return out;
  }

  /** 2,048 triples. */
  @Benchmark
  public double bpr() {
    return Bpr.lossAndGradient(ego, users, positives, negatives, out);
  }

  /** 2.2 million parameters. */
  @Benchmark
  public void adam() {
    adam.step(ego.data(), out.data(), parallel);
  }
}
