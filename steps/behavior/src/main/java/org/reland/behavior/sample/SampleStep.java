package org.reland.behavior.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.ClusterMember;
import org.reland.kit.artifact.Seed;
import org.reland.kit.artifact.User;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.step.Step;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.StepSpec;

/** Chooses the seed users, the only ones that the language model is asked about. */
public final class SampleStep implements Step<SampleConfig> {
  private static final int UNKNOWN_SHOWN = 5;

  @Override
  public StepSpec<SampleConfig> spec() {
    return StepSpec.of("sample", 2, SampleConfig.class)
        .reads(Artifacts.BEHAVIORS, Artifacts.CLUSTERS, Artifacts.HISTORY, Artifacts.USERS)
        .writes(Artifacts.SEEDS)
        .seeded()
        .needs(512, false)
        .build();
  }

  @Override
  public void run(SampleConfig config, StepContext context) throws IOException {
    List<User> users = context.read(Artifacts.USERS).list();
    List<ClusterMember> clusters = context.read(Artifacts.CLUSTERS).list();
    List<Seed> seeds =
        config.strategy().equals("fixed")
            ? named(Path.of(config.file()), users, clusters, context)
            : drawn(config, users, clusters, context);
    context.write(Artifacts.SEEDS).writeAll(seeds);
    context.fact("seeds", seeds.size());
    context.fact(
        "clusters_covered", (double) seeds.stream().mapToInt(Seed::cluster).distinct().count());
  }

  private static List<Seed> drawn(
      SampleConfig config, List<User> users, List<ClusterMember> clusters, StepContext context)
      throws IOException {
    Population population = population(users.size(), clusters, context);
    int size = size(config, users.size());
    context
        .progress()
        .plan("draw %,d of %,d users, %s".formatted(size, users.size(), config.strategy()));
    if (size > population.size()) {
      throw new ConfigurationException(
          "sample: %,d seed users wanted, but only %,d of %,d users have a history that the encoder knows: lower sample.size or sample.fraction"
              .formatted(size, population.size(), users.size()));
    }
    AdaptiveSampling sampling =
        switch (config.strategy()) {
          case "uniform" ->
              new AdaptiveSampling(new UniformDraw(population, context.random("uniform")));
          default ->
              new AdaptiveSampling(
                  new RepresentativeDraw(population, context.random("representative")),
                  new ImportanceDraw(population, context.random("importance")));
        };
    List<Seed> seeds = new ArrayList<>();
    for (AdaptiveSampling.Drawn drawn : sampling.draw(size)) {
      int user = population.users()[drawn.number()];
      int cluster = population.clusters()[drawn.number()];
      seeds.add(new Seed(seeds.size(), user, users.get(user).id(), drawn.strategy(), cluster));
    }
    return seeds;
  }

  /**
   * Where a file names the seeds of the main pool, a pool to compare with it is of their number.
   */
  private static int size(SampleConfig config, int users) throws IOException {
    return config.size() == 0 && !config.file().isEmpty()
        ? FixedSeeds.read(Path.of(config.file())).size()
        : config.sizeOf(users);
  }

  private static Population population(int users, List<ClusterMember> clusters, StepContext context)
      throws IOException {
    int[] activity = new int[users];
    context.read(Artifacts.HISTORY).forEach(entry -> activity[entry.user()]++);
    List<Integer> known = new ArrayList<>();
    context
        .read(Artifacts.BEHAVIORS)
        .forEach(
            behavior -> {
              if (behavior.known() > 0) {
                known.add(behavior.user());
              }
            });
    int[] clusterOf = new int[users];
    float[] distances = new float[known.size()];
    float[] distanceOf = new float[users];
    for (ClusterMember member : clusters) {
      clusterOf[member.user()] = member.cluster();
      distanceOf[member.user()] = member.distance();
    }
    for (int n = 0; n < distances.length; n++) {
      distances[n] = distanceOf[known.get(n)];
    }
    return new Population(
        known.stream().mapToInt(Integer::intValue).toArray(),
        known.stream().mapToInt(user -> activity[user]).toArray(),
        known.stream().mapToInt(user -> clusterOf[user]).toArray(),
        distances);
  }

  private static List<Seed> named(
      Path file, List<User> users, List<ClusterMember> clusters, StepContext context)
      throws IOException {
    List<FixedSeeds.Named> named = FixedSeeds.read(file);
    context.progress().plan("take the %,d users of %s".formatted(named.size(), file));
    Map<String, Integer> byId = new HashMap<>();
    users.forEach(user -> byId.put(user.id(), user.user()));
    List<String> unknown =
        named.stream().map(FixedSeeds.Named::id).filter(id -> !byId.containsKey(id)).toList();
    if (!unknown.isEmpty()) {
      throw new BadDataException(
          "%s: %,d of the %,d users are not in the data, for example %s: leave them out, or take the data that the file was made for"
              .formatted(
                  file,
                  unknown.size(),
                  named.size(),
                  String.join(", ", unknown.subList(0, Math.min(UNKNOWN_SHOWN, unknown.size())))));
    }
    int[] clusterOf = new int[users.size()];
    clusters.forEach(member -> clusterOf[member.user()] = member.cluster());
    return IntStream.range(0, named.size())
        .mapToObj(
            order -> {
              FixedSeeds.Named seed = named.get(order);
              int user = byId.get(seed.id());
              return new Seed(order, user, seed.id(), seed.strategy(), clusterOf[user]);
            })
        .toList();
  }
}
