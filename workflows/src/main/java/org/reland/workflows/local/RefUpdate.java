package org.reland.workflows.local;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.reland.kit.step.NodeRunner;
import org.reland.kit.step.RunLinks;
import org.reland.kit.step.RunPlan;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.Manifest;
import org.reland.kit.store.Refs;

/** Points the names under which later runs find a run's lasting results at what it has written. */
final class RefUpdate {
  private RefUpdate() {}

  /** Moves the names, each once for a run, however often this is called. */
  static void apply(ArtifactStore store, NodeRunner runner, RunPlan plan) throws IOException {
    for (Map.Entry<String, RunLinks.Given> given : plan.links().given().entrySet()) {
      Optional<Manifest> manifest = runner.manifest(given.getValue().node());
      if (manifest.isPresent()) {
        move(new Refs(store), given.getKey(), ref(given.getValue(), manifest.get(), runner, plan));
      }
    }
  }

  private static Refs.Ref ref(
      RunLinks.Given given, Manifest manifest, NodeRunner runner, RunPlan plan) throws IOException {
    Map<String, String> with = new TreeMap<>();
    for (String node : given.with()) {
      runner.manifest(node).ifPresent(m -> with.put(m.step(), m.key()));
    }
    String digest = manifest.outputs().get(given.artifact()).digest();
    return new Refs.Ref(
        given.seen() + 1,
        manifest.step(),
        manifest.key(),
        digest,
        plan.name(),
        Instant.now().toString(),
        given.asOf(),
        with);
  }

  /**
   * A result that came out as before gets a new version too: it is as fresh as the run. A process
   * that is started again after it has moved the name finds nothing to do, whatever has become of
   * the name since; and a run over older data than the name's moves nothing.
   */
  private static void move(Refs refs, String name, Refs.Ref wanted) throws IOException {
    while (true) {
      List<Refs.Ref> history = refs.history(name);
      if (history.stream().anyMatch(ref -> isBy(ref, wanted))) {
        return;
      }
      if (!history.isEmpty() && isOlder(wanted, history.getLast())) {
        return;
      }
      int next = history.isEmpty() ? 1 : history.getLast().version() + 1;
      if (refs.set(name, wanted.numbered(next))) {
        return;
      }
    }
  }

  private static boolean isOlder(Refs.Ref wanted, Refs.Ref current) {
    return Instant.parse(wanted.asOf()).isBefore(Instant.parse(current.asOf()));
  }

  private static boolean isBy(Refs.Ref earlier, Refs.Ref wanted) {
    return earlier.version() >= wanted.version()
        && earlier.by().equals(wanted.by())
        && earlier.key().equals(wanted.key())
        && earlier.with().equals(wanted.with());
  }
}
