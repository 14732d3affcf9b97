package org.reland.workflows.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.reland.kit.error.BadDataException;
import org.reland.kit.step.RunLinks;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.Refs;

/**
 * What the lasting names of a store mean now, for a run that takes from them. Looked up once, when
 * the run is planned: it reads the same to its end, whoever moves a name meanwhile. This is the
 * gate before a nightly run as well: a pool that is missing or too old stops it before it costs
 * anything.
 */
public final class CurrentResults {
  private final Refs refs;
  private final String pipeline;
  private final Instant now;

  /**
   * Of a store.
   *
   * @param pipeline whose names, see {@link Lasting#ref}
   */
  public CurrentResults(ArtifactStore store, String pipeline, Instant now) {
    this.refs = new Refs(store);
    this.pipeline = pipeline;
    this.now = now;
  }

  /**
   * What stands in for the nodes that the rhythm does not do, and what becomes of its own result.
   *
   * @param asOf instant up to which the data is read; empty: now
   * @param maxAgeDays days after which a result is too old; 0: it never is
   * @throws BadDataException where there is none, or it is too old
   */
  RunLinks links(Rhythm rhythm, int maxAgeDays, String asOf) throws IOException {
    Map<String, RunLinks.Given> given = new TreeMap<>();
    if (rhythm.gives().isPresent()) {
      Lasting lasting = rhythm.gives().get();
      int seen = refs.get(lasting.ref(pipeline)).map(Refs.Ref::version).orElse(0);
      given.put(
          lasting.ref(pipeline),
          new RunLinks.Given(
              lasting.node(),
              lasting.artifact(),
              lasting.with(),
              seen,
              asOf.isEmpty() ? now.toString() : asOf));
    }
    return new RunLinks(taken(rhythm, maxAgeDays), given);
  }

  private Map<String, RunLinks.Taken> taken(Rhythm rhythm, int maxAgeDays) throws IOException {
    Map<String, RunLinks.Taken> taken = new TreeMap<>();
    if (rhythm.takes().isPresent()) {
      Lasting lasting = rhythm.takes().get();
      Refs.Ref ref = current(lasting, rhythm);
      checkAge(lasting, ref, maxAgeDays);
      taken.put(lasting.node(), new RunLinks.Taken(ref.step(), ref.key()));
      // The stages of the pipeline are called as their steps.
      ref.with().forEach((step, key) -> taken.put(step, new RunLinks.Taken(step, key)));
      if (!taken.keySet().containsAll(rhythm.taken())) {
        throw new BadDataException(
            "%s, version %d, does not say which %s it belongs together with: make it anew (%s)"
                .formatted(lasting.ref(pipeline), ref.version(), lasting.with(), remedy(lasting)));
      }
    }
    return taken;
  }

  private Refs.Ref current(Lasting lasting, Rhythm rhythm) throws IOException {
    return refs.get(lasting.ref(pipeline))
        .orElseThrow(
            () ->
                new BadDataException(
                    "the rhythm %s takes the %s from %s, and this store has none of that name: make one first (%s)"
                        .formatted(
                            rhythm.id(),
                            lasting.artifact(),
                            lasting.ref(pipeline),
                            remedy(lasting))));
  }

  private void checkAge(Lasting lasting, Refs.Ref ref, int maxAgeDays) {
    Duration age = Duration.between(Instant.parse(ref.at()), now);
    if (maxAgeDays > 0 && age.compareTo(Duration.ofDays(maxAgeDays)) > 0) {
      throw new BadDataException(
          "%s, version %d, was made %d days ago (%s), and run.max_age_days allows %d: make it anew (%s), or allow more"
              .formatted(
                  lasting.ref(pipeline),
                  ref.version(),
                  age.toDays(),
                  ref.at(),
                  maxAgeDays,
                  remedy(lasting)));
    }
  }

  private static String remedy(Lasting lasting) {
    return "reland run --rhythm " + lasting.artifact();
  }
}
