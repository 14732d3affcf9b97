package org.reland.kit.step;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.reland.kit.artifact.Artifact;
import org.reland.kit.artifact.Table;
import org.reland.kit.store.Json;
import org.reland.kit.store.Manifest;
import org.reland.kit.table.ParquetTables;

/**
 * Puts the committed shards of a node together: parts in the order of the shards, facts added up.
 */
final class Assembly {
  private Assembly() {}

  /** The manifest of a node all of whose shards are committed. */
  static Manifest of(PreparedNode node) throws IOException {
    Map<String, List<Manifest.Part>> parts = new TreeMap<>();
    Map<String, Double> facts = new TreeMap<>();
    for (int shard = 0; shard < node.shards(); shard++) {
      String file = node.shardFile(shard);
      ShardResult result =
          Json.read(node.store(), file, ShardResult.class)
              .orElseThrow(() -> new IllegalStateException("not committed: " + file));
      result
          .parts()
          .forEach(
              (name, more) -> parts.computeIfAbsent(name, n -> new ArrayList<>()).addAll(more));
      result.facts().forEach((name, value) -> facts.merge(name, value, Double::sum));
    }
    Map<String, Manifest.Output> outputs = new TreeMap<>();
    for (StepSpec.Output output : node.spec().outputs()) {
      Artifact artifact = output.artifact();
      outputs.put(
          artifact.name(),
          Manifest.Output.of(
              output.provenance(),
              artifact instanceof Table<?> table ? ParquetTables.columns(table.row()) : null,
              parts.get(artifact.name())));
    }
    return new Manifest(
        Manifest.FORMAT,
        node.spec().name(),
        node.spec().version(),
        node.key(),
        node.keyParts().config(),
        node.keyParts().inputs(),
        outputs,
        facts);
  }
}
