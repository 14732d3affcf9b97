package org.reland.kit.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The mutable names of a store ({@code encoder}, {@code pool}, {@code matches}, ...), each a
 * numbered series of versions. A new version is written only if its number is free, so of two
 * writers that saw the same version one loses: compare-and-set, with the history for free.
 */
public final class Refs {
  private final ArtifactStore store;

  public Refs(ArtifactStore store) {
    this.store = store;
  }

  /**
   * One version of a reference.
   *
   * @param step whose artifact it is
   * @param key the artifact's key
   * @param digest content digest of the output that the reference names
   * @param by the run that set it
   * @param at ISO-8601 instant
   */
  public record Ref(int version, String step, String key, String digest, String by, String at) {}

  /** The current version, or empty where the name was never set. */
  public Optional<Ref> get(String name) throws IOException {
    List<Ref> history = history(name);
    return history.isEmpty() ? Optional.empty() : Optional.of(history.getLast());
  }

  /** All versions, oldest first. */
  public List<Ref> history(String name) throws IOException {
    List<Ref> refs = new ArrayList<>();
    for (String object : store.list("refs/" + name + "/")) {
      refs.add(Json.read(store.get(object).orElseThrow(), Ref.class));
    }
    return refs;
  }

  /**
   * Adds a version after the one that the caller saw.
   *
   * @param ref its version is one more than the version seen (1 for a new name)
   * @return false where somebody else was faster
   */
  public boolean set(String name, Ref ref) throws IOException {
    return store.putIfAbsent(
        String.format(Locale.ROOT, "refs/%s/%06d.json", name, ref.version()), Json.bytes(ref));
  }
}
