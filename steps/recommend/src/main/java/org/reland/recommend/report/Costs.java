package org.reland.recommend.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Call;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.TableInput;
import org.reland.recommend.data.Variant;

/**
 * What the rationales cost, those of the whole pool apart from those of variants that have a pool
 * of their own.
 *
 * @param main zeros and an empty name where there are none
 * @param tokens of the main pool by the raw id of the seed, in and out
 */
record Costs(Results.Cost main, List<Results.OwnPool> ownPools, Map<String, Long> tokens) {

  static Costs read(StepContext context) throws IOException {
    Results.Cost main = new Results.Cost("", 0, 0, 0, 0);
    List<Results.OwnPool> ownPools = new ArrayList<>();
    Map<String, Long> tokens = new HashMap<>();
    for (TableInput<Call> calls : context.collect(Artifacts.CALLS)) {
      Optional<String> variant = variantOf(calls.node());
      if (variant.isPresent()) {
        ownPools.add(new Results.OwnPool(variant.get(), sum(calls, new HashMap<>())));
      } else {
        main = sum(calls, tokens);
      }
    }
    return new Costs(main, ownPools, tokens);
  }

  /** Whose pool a node is of, by the suffix of its name. */
  private static Optional<String> variantOf(String node) {
    for (Variant variant : Variant.values()) {
      if (!variant.pool().isEmpty() && node.endsWith("-" + variant.pool())) {
        return Optional.of(variant.id());
      }
    }
    return Optional.empty();
  }

  private static Results.Cost sum(TableInput<Call> calls, Map<String, Long> tokens)
      throws IOException {
    TreeSet<String> generators = new TreeSet<>();
    long[] counts = new long[3];
    double[] seconds = new double[1];
    calls.forEach(
        call -> {
          generators.add(call.generator());
          counts[0]++;
          counts[1] += call.tokensIn();
          counts[2] += call.tokensOut();
          seconds[0] += call.seconds();
          tokens.merge(call.id(), (long) call.tokensIn() + call.tokensOut(), Long::sum);
        });
    return new Results.Cost(
        String.join(", ", generators), counts[0], counts[1], counts[2], seconds[0]);
  }
}
