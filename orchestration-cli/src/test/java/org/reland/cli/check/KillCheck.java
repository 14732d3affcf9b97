package org.reland.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * A run that is killed with {@code kill -9} goes on with the same command and ends with the same
 * digests, and nothing that was committed is done again. Killed after every change of the store (in
 * one chain over one store), and at 50 random moments.
 */
public final class KillCheck {
  private static final int RANDOM_KILLS = 50;
  private static final int MOST_ROUNDS = 4 * RANDOM_KILLS;
  private static final int MOST_BOUNDARIES = 2000;

  /** Most of a process's short life is starting up, and these get through that soonest. */
  private static final List<String> SHORT_LIVED =
      List.of("-XX:TieredStopAtLevel=1", "-Dreland.lanes=1");

  /** 128 + SIGKILL. */
  private static final int KILLED = 137;

  private final Check check = new Check();
  private final Path folder;
  private final Path configuration;

  private KillCheck(Path folder) throws IOException {
    this.folder = folder;
    this.configuration = Files.writeString(folder.resolve("tiny.yaml"), TinyRun.CONFIGURATION);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    KillCheck kill = new KillCheck(Check.folder("kill"));
    long start = System.nanoTime();
    Map<String, String> expected = kill.reference();
    double seconds = (System.nanoTime() - start) / 1e9;
    kill.everyBoundary(expected);
    kill.randomMoments(expected, seconds);
    kill.check.end();
  }

  private Map<String, String> reference() throws IOException, InterruptedException {
    Path store = folder.resolve("reference");
    int exit = start(store, TinyRun.NEVER).waitFor();
    check.that(exit == 0, "the undisturbed run; see " + TinyRun.log(store));
    return StoreContents.digests(store);
  }

  private Process start(Path store, String halt) throws IOException {
    return TinyRun.start(store, configuration, halt, SHORT_LIVED, List.of());
  }

  /**
   * One chain of processes over one store: each dies right after its first change, so that together
   * they die between any two changes there are.
   */
  private void everyBoundary(Map<String, String> expected)
      throws IOException, InterruptedException {
    Path store = folder.resolve("boundaries");
    int kills = 0;
    for (int exit = KILLED; exit == KILLED && kills < MOST_BOUNDARIES; kills++) {
      Map<String, String> committed = StoreContents.committedParts(store);
      exit = start(store, TinyRun.AFTER).waitFor();
      untouched(store, committed, "kill " + kills);
      check.that(exit == KILLED || exit == 0, "kill " + kills + " ended with " + exit);
      progress(kills, "processes of the chain");
    }
    System.out.println(kills + " processes of the chain, each killed at the next change");
    check.that(kills > expected.size(), "more changes of the store than tables in it");
    check.same(expected, StoreContents.digests(store), "after kills at every boundary");
    check.that(StoreContents.unfinished(store).isEmpty(), "nothing unfinished is left");
  }

  private void randomMoments(Map<String, String> expected, double seconds)
      throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(50);
    int kills = 0;
    for (int round = 0; kills < RANDOM_KILLS && round < MOST_ROUNDS; round++) {
      Path store = folder.resolve("random-" + round);
      boolean done = false;
      while (!done) {
        Map<String, String> committed = StoreContents.committedParts(store);
        Process process = start(store, TinyRun.NEVER);
        long millis = (long) (1000 * seconds * random.nextDouble(0.1, 0.9));
        if (kills < RANDOM_KILLS && !process.waitFor(millis, TimeUnit.MILLISECONDS)) {
          process.destroyForcibly().waitFor();
          progress(++kills, "kills at random moments");
        } else {
          check.that(process.waitFor() == 0, "round " + round + " ends");
          done = true;
        }
        untouched(store, committed, "round " + round + ", kill " + kills);
      }
      check.same(expected, StoreContents.digests(store), "round " + round);
      check.that(StoreContents.unfinished(store).isEmpty(), "nothing is left of round " + round);
    }
    check.that(kills == RANDOM_KILLS, kills + " kills at random moments");
  }

  private static void progress(int count, String of) {
    if (count > 0 && count % 10 == 0) {
      System.out.println(count + " " + of);
    }
  }

  private void untouched(Path store, Map<String, String> committed, String when)
      throws IOException {
    Map<String, String> now = StoreContents.committedParts(store);
    now.keySet().retainAll(committed.keySet());
    check.same(committed, now, when + ": something committed was done again");
  }
}
