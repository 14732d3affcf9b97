package org.reland.kit.store;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reland.kit.error.BadDataException;

/**
 * What a step left behind under one key: written last and only if absent, so an artifact without it
 * does not exist.
 *
 * @param format version of this form; readers refuse a newer one
 * @param step the step's name
 * @param version the step's code version
 * @param key hash of step, version, configuration, seed and input digests
 * @param config the part of the configuration that entered the key
 * @param inputs content digests of the inputs, by artifact (and node, where there are several)
 * @param outputs what was written, by artifact name
 * @param facts counts and sums that the step states about its result; not part of any digest
 */
public record Manifest(
    int format,
    String step,
    int version,
    String key,
    Map<String, Object> config,
    Map<String, String> inputs,
    Map<String, Output> outputs,
    Map<String, Double> facts) {
  public static final int FORMAT = 1;

  public Manifest {
    inputs = new TreeMap<>(inputs);
    outputs = new TreeMap<>(outputs);
    facts = new TreeMap<>(facts);
  }

  /**
   * Reads one, where there is one.
   *
   * @throws BadDataException for one that is damaged, or that a newer version has written
   */
  public static Optional<Manifest> read(ArtifactStore store, String object) throws IOException {
    Optional<Manifest> manifest = Json.read(store, object, Manifest.class);
    if (manifest.isPresent() && manifest.get().format() > FORMAT) {
      throw new BadDataException(
          "%s%s was written by a newer version (format %d, known is %d): update"
              .formatted(store.uri(), object, manifest.get().format(), FORMAT));
    }
    return manifest;
  }

  /**
   * One artifact.
   *
   * @param digest content digest over columns and parts
   * @param provenance true where it differs from run to run and so enters nobody's key
   * @param columns name and type, for tables
   */
  public record Output(
      String digest,
      boolean provenance,
      long rows,
      long bytes,
      @Nullable Map<String, String> columns,
      List<Part> parts) {
    /** Puts the parts of all shards together. */
    public static Output of(
        boolean provenance, @Nullable Map<String, String> columns, List<Part> parts) {
      StringBuilder content = new StringBuilder(String.valueOf(columns));
      parts.forEach(part -> content.append('\n').append(part.sha256()));
      return new Output(
          Digest.of(content.toString()),
          provenance,
          parts.stream().mapToLong(Part::rows).sum(),
          parts.stream().mapToLong(Part::bytes).sum(),
          columns,
          List.copyOf(parts));
    }
  }

  /** One file, relative to the manifest. */
  public record Part(String file, String sha256, long rows, long bytes) {}
}
