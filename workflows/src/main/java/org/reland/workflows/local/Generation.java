package org.reland.workflows.local;

import java.io.IOException;
import org.reland.kit.step.RunPlan;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.Json;

/**
 * Numbers the times that a run was asked to do work anew, so that such a run, too, goes on where it
 * was killed instead of starting over.
 *
 * @param number how often
 * @param complete whether the last one came to its end
 */
record Generation(int number, boolean complete) {
  private static final String FILE = "generation.json";

  /** The generation that an invocation belongs to: the unfinished one, else the next. */
  static Generation next(ArtifactStore store, String run) throws IOException {
    Generation last =
        store
            .get(RunPlan.folder(run) + FILE)
            .map(bytes -> Json.read(bytes, Generation.class))
            .orElse(new Generation(0, true));
    Generation next = last.complete() ? new Generation(last.number() + 1, false) : last;
    next.save(store, run);
    return next;
  }

  void completed(ArtifactStore store, String run) throws IOException {
    new Generation(number, true).save(store, run);
  }

  /** What goes into the keys. */
  String salt(String run) {
    return run + "-" + number;
  }

  private void save(ArtifactStore store, String run) throws IOException {
    store.put(RunPlan.folder(run) + FILE, Json.bytes(this));
  }
}
