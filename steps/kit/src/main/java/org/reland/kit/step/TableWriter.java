package org.reland.kit.step;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.reland.kit.artifact.Table;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.Digest;
import org.reland.kit.store.Manifest;
import org.reland.kit.table.ParquetTables;

/** Writes a table in one or more parts. Not for use by several threads. */
public final class TableWriter<R extends Record> {
  private final ArtifactStore store;
  private final Table<R> table;
  private final String folder;
  private final int firstPart;
  private final boolean onePart;
  private final List<Manifest.Part> parts = new ArrayList<>();
  private @Nullable Part open;

  TableWriter(ArtifactStore store, Table<R> table, String folder, int firstPart, boolean onePart) {
    this.store = store;
    this.table = table;
    this.folder = folder;
    this.firstPart = firstPart;
    this.onePart = onePart;
  }

  public void write(R row) throws IOException {
    Part part = open;
    if (part == null) {
      part = new Part();
      open = part;
    }
    part.rows++;
    part.sink.write(row);
  }

  public void writeAll(Iterable<R> rows) throws IOException {
    for (R row : rows) {
      write(row);
    }
  }

  /** Ends the current part; the next row starts another. A shard has one part only. */
  public void nextPart() throws IOException {
    if (onePart) {
      throw new IllegalStateException("a shard writes one part of " + table.name());
    }
    endPart();
  }

  List<Manifest.Part> finish() throws IOException {
    endPart();
    if (parts.isEmpty()) {
      open = new Part();
      endPart();
    }
    return parts;
  }

  void abort() throws IOException {
    if (open != null) {
      open.pending.close();
    }
  }

  private void endPart() throws IOException {
    Part part = open;
    if (part == null) {
      return;
    }
    open = null;
    try (ArtifactStore.Pending pending = part.pending) {
      part.sink.close();
      pending.commit();
    }
    parts.add(
        new Manifest.Part(
            part.file, Digest.hex(part.digest.digest()), part.rows, part.counter.bytes));
  }

  private final class Part {
    final String file =
        String.format(Locale.ROOT, "%s/part-%05d.parquet", table.name(), firstPart + parts.size());
    final MessageDigest digest = Digest.sha256();
    final ArtifactStore.Pending pending;
    final Counter counter;
    final ParquetTables.RowSink<R> sink;
    long rows;

    Part() throws IOException {
      pending = store.create(folder + file);
      counter = new Counter(pending.stream(), digest);
      sink = ParquetTables.writer(table.row(), counter);
    }
  }

  private static final class Counter extends FilterOutputStream {
    private final MessageDigest digest;
    long bytes;

    Counter(OutputStream out, MessageDigest digest) {
      super(out);
      this.digest = digest;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      digest.update((byte) b);
      bytes++;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      out.write(buffer, offset, length);
      digest.update(buffer, offset, length);
      bytes += length;
    }
  }
}
