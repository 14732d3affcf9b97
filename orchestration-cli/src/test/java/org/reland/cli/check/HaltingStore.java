package org.reland.cli.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.reland.kit.store.ArtifactStore;

/**
 * Kills its own process, as {@code kill -9} would, right after the first change of the store that
 * was not there before: a new name, one that goes, or another checkpoint. Rewriting what else
 * exists does not count, so a chain of such processes moves on by one change each.
 */
final class HaltingStore implements ArtifactStore {
  private final ArtifactStore store;

  HaltingStore(ArtifactStore store) {
    this.store = store;
  }

  private boolean changes(String name, boolean deletes) throws IOException {
    // A checkpoint replaces the one before it, and is another moment to die at.
    return (name.startsWith("_work/") && !deletes) || store.exists(name) == deletes;
  }

  private static void after(boolean change) {
    if (change) {
      kill();
    }
  }

  private static void kill() {
    try {
      new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start();
      Thread.sleep(60_000);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public URI uri() {
    return store.uri();
  }

  @Override
  public Optional<byte[]> get(String name) throws IOException {
    return store.get(name);
  }

  @Override
  public Optional<InputStream> open(String name) throws IOException {
    return store.open(name);
  }

  @Override
  public boolean exists(String name) throws IOException {
    return store.exists(name);
  }

  @Override
  public void put(String name, byte[] bytes) throws IOException {
    boolean change = changes(name, false);
    store.put(name, bytes);
    after(change);
  }

  @Override
  public boolean putIfAbsent(String name, byte[] bytes) throws IOException {
    boolean change = changes(name, false);
    boolean done = store.putIfAbsent(name, bytes);
    after(change);
    return done;
  }

  @Override
  public Pending create(String name) throws IOException {
    Pending pending = store.create(name);
    return new Pending() {
      @Override
      public OutputStream stream() {
        return pending.stream();
      }

      @Override
      public void commit() throws IOException {
        boolean change = changes(name, false);
        pending.commit();
        after(change);
      }

      @Override
      public void close() throws IOException {
        pending.close();
      }
    };
  }

  @Override
  public List<String> list(String prefix) throws IOException {
    return store.list(prefix);
  }

  @Override
  public void delete(String name) throws IOException {
    boolean change = changes(name, true);
    store.delete(name);
    after(change);
  }

  @Override
  public Optional<Lease> lease(String name) throws IOException {
    return store.lease(name);
  }
}
