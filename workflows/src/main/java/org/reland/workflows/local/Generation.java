package org.reland.workflows.local;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.reland.kit.step.RunPlan;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.Json;

/**
 * An order to do work anew. It is kept until it is carried out, so that such a run, too, goes on
 * where it was killed instead of starting over; a run that orders nothing ends it.
 *
 * @param order what was to be done anew
 * @param salt what goes into the keys; never used before
 * @param open whether it is not carried out yet
 */
record Generation(String order, String salt, boolean open) {
  private static final String FILE = "generation.json";

  /** The generation of an order: the open one where it is the same order, else a new one. */
  static Generation of(String order, ArtifactStore store, String run) throws IOException {
    Optional<Generation> last = last(store, run).filter(g -> g.open() && g.order().equals(order));
    Generation generation = last.orElse(new Generation(order, UUID.randomUUID().toString(), true));
    generation.save(store, run);
    return generation;
  }

  /** Ends the open one, where there is one. */
  static void end(ArtifactStore store, String run) throws IOException {
    Optional<Generation> last = last(store, run).filter(Generation::open);
    if (last.isPresent()) {
      new Generation(last.get().order(), last.get().salt(), false).save(store, run);
    }
  }

  private static Optional<Generation> last(ArtifactStore store, String run) throws IOException {
    return Json.read(store, RunPlan.folder(run) + FILE, Generation.class)
        .filter(generation -> generation.order() != null);
  }

  private void save(ArtifactStore store, String run) throws IOException {
    store.put(RunPlan.folder(run) + FILE, Json.bytes(this));
  }
}
