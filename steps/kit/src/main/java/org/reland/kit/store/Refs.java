package org.reland.kit.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The mutable names of a store ({@code shop/encoder}, {@code shop/pool}, ...), each a numbered
 * series of versions. A new version is written only if its number is free, so of two writers that
 * saw the same version one loses: compare-and-set, with the history for free.
 */
public final class Refs {
  private static final String FOLDER = "refs/";

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
   * @param asOf instant up to which the data was read from which it was made: what is newer by the
   *     clock may be older by its data
   * @param with keys of the results that it belongs together with, by step: a pool has to be read
   *     with the encoder that its vectors come from
   */
  public record Ref(
      int version,
      String step,
      String key,
      String digest,
      String by,
      String at,
      String asOf,
      Map<String, String> with) {
    public Ref {
      with = with == null ? Map.of() : new TreeMap<>(with);
    }

    /** The same as another version. */
    public Ref numbered(int number) {
      return new Ref(number, step, key, digest, by, at, asOf, with);
    }
  }

  /** The current version, or empty where the name was never set. */
  public Optional<Ref> get(String name) throws IOException {
    List<Ref> history = history(name);
    return history.isEmpty() ? Optional.empty() : Optional.of(history.getLast());
  }

  /** All names that were ever set, sorted. */
  public List<String> names() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (String object : store.list(FOLDER)) {
      names.add(object.substring(FOLDER.length(), object.lastIndexOf('/')));
    }
    return List.copyOf(names);
  }

  /** All versions, oldest first. */
  public List<Ref> history(String name) throws IOException {
    List<Ref> refs = new ArrayList<>();
    for (String object : store.list(FOLDER + name + "/")) {
      refs.add(Json.read(store, object, Ref.class).orElseThrow());
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
        String.format(Locale.ROOT, "%s%s/%06d.json", FOLDER, name, ref.version()), Json.bytes(ref));
  }
}
