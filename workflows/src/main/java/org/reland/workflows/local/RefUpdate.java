package org.reland.workflows.local;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.step.NodeRunner;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.Manifest;
import org.reland.kit.store.Refs;

/** Points the names under which others find a run's lasting results at what it has written. */
final class RefUpdate {
  /** By artifact the node that writes it. */
  private static final Map<String, String> LASTING =
      new TreeMap<>(
          Map.of(
              Artifacts.ENCODER.name(), "encode",
              Artifacts.POOL.name(), "index",
              Artifacts.MATCHES.name(), "retrieve"));

  private RefUpdate() {}

  /** Moves each name whose artifact has changed; a name that somebody else moved is tried again. */
  static void apply(ArtifactStore store, NodeRunner runner, String run) throws IOException {
    Refs refs = new Refs(store);
    for (Map.Entry<String, String> lasting : LASTING.entrySet()) {
      Optional<Manifest> manifest = runner.manifest(lasting.getValue());
      if (manifest.isPresent()) {
        move(refs, lasting.getKey(), manifest.get(), run);
      }
    }
  }

  private static void move(Refs refs, String name, Manifest manifest, String run)
      throws IOException {
    String digest = manifest.outputs().get(name).digest();
    while (true) {
      Optional<Refs.Ref> current = refs.get(name);
      if (current.isPresent() && current.get().digest().equals(digest)) {
        return;
      }
      var next =
          new Refs.Ref(
              current.map(Refs.Ref::version).orElse(0) + 1,
              manifest.step(),
              manifest.key(),
              digest,
              run,
              Instant.now().toString());
      if (refs.set(name, next)) {
        return;
      }
    }
  }
}
