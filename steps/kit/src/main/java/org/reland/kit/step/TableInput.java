package org.reland.kit.step;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.reland.kit.artifact.Table;
import org.reland.kit.error.BadDataException;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.Digest;
import org.reland.kit.store.Manifest;
import org.reland.kit.table.ParquetTables;

/**
 * A table that a step reads, whole or a part at a time. Every part is checked against the digest in
 * its manifest when it is read.
 */
public final class TableInput<R extends Record> {
  private final ArtifactStore store;
  private final Table<R> table;
  private final PreparedNode.Source source;
  private final List<Manifest.Part> parts;

  TableInput(ArtifactStore store, Table<R> table, PreparedNode.Source source) {
    this(store, table, source, source.manifest().outputs().get(table.name()).parts());
  }

  private TableInput(
      ArtifactStore store, Table<R> table, PreparedNode.Source source, List<Manifest.Part> parts) {
    this.store = store;
    this.table = table;
    this.source = source;
    this.parts = parts;
  }

  /** The node that wrote it. */
  public String node() {
    return source.node();
  }

  /**
   * What of the configuration is special to that node in this run. Its result may be one that
   * another node has made as well, so that {@link #config} does not know of what is outside the
   * key.
   */
  public Map<String, String> overrides() {
    return source.overrides();
  }

  /** Rows over all parts, from the manifest. */
  public long rows() {
    return parts.stream().mapToLong(Manifest.Part::rows).sum();
  }

  /** Number of parts. */
  public int parts() {
    return parts.size();
  }

  /** The table of one part only. */
  public TableInput<R> part(int index) {
    return new TableInput<>(store, table, source, List.of(parts.get(index)));
  }

  /** What the step that wrote it stated about its result. */
  public Map<String, Double> facts() {
    return source.manifest().facts();
  }

  /** The configuration that the step that wrote it was run with, as far as it entered its key. */
  public Map<String, Object> config() {
    return source.manifest().config();
  }

  /** Hands over every row in order; one part is in memory at a time. */
  public void forEach(Consumer<R> consumer) throws IOException {
    for (Manifest.Part part : parts) {
      ParquetTables.read(table.row(), bytes(part), consumer);
    }
  }

  /** All rows, in order. */
  public List<R> list() throws IOException {
    List<R> rows = new ArrayList<>(Math.toIntExact(rows()));
    forEach(rows::add);
    return rows;
  }

  private byte[] bytes(Manifest.Part part) throws IOException {
    String name = source.folder() + part.file();
    byte[] bytes =
        store.get(name).orElseThrow(() -> new BadDataException(damaged(name, "is missing")));
    String digest = Digest.of(bytes);
    if (!digest.equals(part.sha256())) {
      throw new BadDataException(
          damaged(name, "has the digest " + digest + " where " + part.sha256() + " was written"));
    }
    return bytes;
  }

  private String damaged(String name, String what) {
    return "artifact %s: %s%s %s. Delete the folder %s%s and run again; it is made anew."
        .formatted(table.name(), store.uri(), name, what, store.uri(), source.folder());
  }
}
