package org.reland.kit.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Objects by name, as a folder or an object store keeps them: written whole or not at all, and,
 * where asked, only by the first writer. Names are relative, with {@code /} between their parts.
 */
public interface ArtifactStore {
  URI uri();

  /** The object's bytes, or empty where there is none. */
  Optional<byte[]> get(String name) throws IOException;

  /** The object's bytes to be read one after the other, or empty where there is none. */
  Optional<InputStream> open(String name) throws IOException;

  boolean exists(String name) throws IOException;

  /** Replaces the object atomically. */
  void put(String name, byte[] bytes) throws IOException;

  /** Writes the object if there is none: of several writers exactly one is told true. */
  boolean putIfAbsent(String name, byte[] bytes) throws IOException;

  /** Starts an object of unknown size; it becomes visible, replacing any other, on commit. */
  Pending create(String name) throws IOException;

  /** Names below a prefix (which ends with {@code /}), sorted. */
  List<String> list(String prefix) throws IOException;

  void delete(String name) throws IOException;

  /** Tries to become the only worker on something; empty while another one holds it. */
  Optional<Lease> lease(String name) throws IOException;

  /** An object that is being written; closing it without a commit leaves nothing behind. */
  interface Pending extends Closeable {
    OutputStream stream();

    void commit() throws IOException;
  }

  /** Held until closed, or until its owner is gone. */
  interface Lease extends Closeable {}
}
