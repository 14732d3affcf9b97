package org.reland.behavior.index;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.PoolEntry;
import org.reland.kit.artifact.Rationale;
import org.reland.kit.artifact.Seed;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.step.Step;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.StepSpec;

/**
 * Builds the reasoning pool P = {(m_s, r_s)}: of every seed user whose rationale is usable the
 * behaviour vector, the content of its history and the vector of its rationale, in the order in
 * which the seeds were drawn.
 */
public final class IndexStep implements Step<IndexConfig> {
  private static final String FAILED = "failed";

  @Override
  public StepSpec<IndexConfig> spec() {
    return StepSpec.of("index", 1, IndexConfig.class)
        .reads(
            Artifacts.SEEDS,
            Artifacts.BEHAVIORS,
            Artifacts.RATIONALES,
            Artifacts.RATIONALE_VECTORS,
            Artifacts.ITEM_VECTORS,
            Artifacts.ITEMS,
            Artifacts.HISTORY)
        .writes(Artifacts.POOL)
        .needs(512, false)
        .build();
  }

  @Override
  public Set<String> unused(IndexConfig config) {
    return config.seedShare() == 0 ? Set.of("seed_share") : Set.of();
  }

  @Override
  public void run(IndexConfig config, StepContext context) throws IOException {
    List<Seed> seeds = seeds(config, context);
    context.progress().plan("index the rationales of %,d seed users".formatted(seeds.size()));
    Set<Integer> users = seeds.stream().map(Seed::user).collect(Collectors.toSet());
    Map<Integer, float[]> behaviors = new HashMap<>();
    context
        .read(Artifacts.BEHAVIORS)
        .forEach(
            row -> {
              if (users.contains(row.user())) {
                behaviors.put(row.user(), row.vector());
              }
            });
    HistoryContent content =
        HistoryContent.of(
            context.read(Artifacts.HISTORY),
            context.read(Artifacts.ITEM_VECTORS),
            context.read(Artifacts.ITEMS),
            users::contains);
    Map<String, Rationale> rationales = new HashMap<>();
    context.read(Artifacts.RATIONALES).forEach(row -> rationales.put(row.id(), row));
    Map<String, float[]> vectors = new HashMap<>();
    context.read(Artifacts.RATIONALE_VECTORS).forEach(row -> vectors.put(row.id(), row.vector()));

    int pool = 0;
    for (Seed seed : seeds) {
      Rationale rationale = rationales.get(seed.id());
      float[] vector = vectors.get(seed.id());
      float[] behavior = behaviors.get(seed.user());
      if (rationale == null
          || vector == null
          || behavior == null
          || rationale.status().equals(FAILED)) {
        continue;
      }
      context.write(Artifacts.POOL).write(entry(seed, behavior, content, vector, rationale));
      pool++;
    }
    if (pool == 0) {
      throw new BadDataException(
          "none of the %,d seed users has a usable rationale: look at the replies in the artifact rationales, and at the generator's settings in the section infer"
              .formatted(seeds.size()));
    }
    context.fact("pool", pool);
    context.fact("without_rationale", seeds.size() - pool);
  }

  /** The first so many in the order of drawing: smaller pools are parts of larger ones. */
  private static List<Seed> seeds(IndexConfig config, StepContext context) throws IOException {
    List<Seed> drawn =
        context.read(Artifacts.SEEDS).list().stream()
            .sorted(Comparator.comparingInt(Seed::order))
            .toList();
    if (config.seedShare() == 0) {
      return drawn;
    }
    long users = context.read(Artifacts.BEHAVIORS).rows();
    int wanted = Seed.count(config.seedShare(), users);
    if (wanted > drawn.size()) {
      throw new ConfigurationException(
          "index.seed_share: is %s, which is %,d of %,d users, but there are only %,d seeds: lower it (or experiment.seed_shares), or raise sample.size or sample.fraction"
              .formatted(config.seedShare(), wanted, users, drawn.size()));
    }
    return drawn.subList(0, wanted);
  }

  private static PoolEntry entry(
      Seed seed, float[] behavior, HistoryContent content, float[] vector, Rationale rationale) {
    return new PoolEntry(
        seed.id(),
        seed.cluster(),
        seed.strategy(),
        behavior,
        content.of(seed.user()),
        vector,
        rationale.preference(),
        rationale.step2());
  }
}
