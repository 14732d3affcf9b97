package org.reland.kit.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store has to do; one subclass a store. */
abstract class ArtifactStoreContract {
  abstract ArtifactStore store();

  @Test
  void whatWasPutComesBackAndIsReplacedWhole() throws IOException {
    ArtifactStore store = store();
    assertEquals(Optional.empty(), store.get("a/b"));
    assertEquals(Optional.empty(), store.open("a/b"));
    assertFalse(store.exists("a/b"));
    store.put("a/b", bytes("one"));
    store.put("a/b", bytes("two"));
    assertTrue(store.exists("a/b"));
    assertArrayEquals(bytes("two"), store.get("a/b").orElseThrow());
    try (InputStream in = store.open("a/b").orElseThrow()) {
      assertArrayEquals(bytes("two"), in.readAllBytes());
    }
  }

  @Test
  void ofManyWritersExactlyOneCreatesTheObject() throws Exception {
    ArtifactStore store = store();
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      for (int round = 0; round < 50; round++) {
        String name = "race/" + round;
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> writers = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
          byte[] content = bytes("writer " + writer);
          writers.add(
              pool.submit(
                  () -> {
                    start.await();
                    return store.putIfAbsent(name, content);
                  }));
        }
        start.countDown();
        int winner = -1;
        for (int writer = 0; writer < 8; writer++) {
          if (writers.get(writer).get()) {
            assertEquals(-1, winner, "two winners in round " + round);
            winner = writer;
          }
        }
        assertArrayEquals(bytes("writer " + winner), store.get(name).orElseThrow());
      }
    }
  }

  @Test
  void anObjectThatIsNotCommittedDoesNotExist() throws IOException {
    ArtifactStore store = store();
    try (var pending = store.create("big")) {
      pending.stream().write(bytes("half"));
    }
    assertFalse(store.exists("big"));
    assertEquals(List.of(), store.list(""));
    try (var pending = store.create("big")) {
      pending.stream().write(bytes("whole"));
      pending.commit();
    }
    assertArrayEquals(bytes("whole"), store.get("big").orElseThrow());
  }

  @Test
  void namesAreListedBelowAPrefixInOrder() throws IOException {
    ArtifactStore store = store();
    for (String name : List.of("x/2", "x/10", "x/y/1", "z/1")) {
      store.put(name, bytes(name));
    }
    assertEquals(List.of("x/10", "x/2", "x/y/1"), store.list("x/"));
    store.delete("x/2");
    store.delete("x/2");
    assertEquals(List.of("x/10", "x/y/1"), store.list("x/"));
    assertEquals(List.of(), store.list("nothing/"));
  }

  @Test
  void aLeaseHasOneHolderUntilItIsClosed() throws IOException {
    ArtifactStore store = store();
    var lease = store.lease("leases/a").orElseThrow();
    assertTrue(store.lease("leases/a").isEmpty());
    assertTrue(store.lease("leases/b").isPresent());
    lease.close();
    assertTrue(store.lease("leases/a").isPresent());
  }

  @Test
  void ofTwoWhoMoveTheSameReferenceOneLosesAndHistoryIsKept() throws IOException {
    Refs refs = new Refs(store());
    assertEquals(Optional.empty(), refs.get("pool"));
    assertTrue(refs.set("pool", ref(1, "a")));
    assertFalse(refs.set("pool", ref(1, "b")));
    assertTrue(refs.set("pool", ref(2, "c")));
    assertEquals("c", refs.get("pool").orElseThrow().digest());
    assertEquals(List.of("a", "c"), refs.history("pool").stream().map(Refs.Ref::digest).toList());
  }

  private static Refs.Ref ref(int version, String digest) {
    return new Refs.Ref(
        version,
        "index",
        "key",
        digest,
        "run",
        "2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00Z",
        Map.of("encode", "k"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
