package org.reland.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.reland.cli.testing.CommandRun;

/** Stores that are damaged, full, read-only or too new. */
final class InputStores {
  private static final String SHOP =
      "run: {name: shop}\ningest: {shop_users: 60, shop_items: 120}\n";

  private InputStores() {}

  static void check(InputCases cases) throws IOException {
    damaged(cases);
    readOnly(cases);
    full(cases);
  }

  private static void damaged(InputCases cases) throws IOException {
    Path place = cases.folder();
    Files.writeString(place.resolve("run.yaml"), SHOP);
    List<String> first = command(place, "ingest");
    CommandRun run = CommandRun.of(first.toArray(String[]::new));
    cases.check().that(run.code() == 0, "a store to damage: " + run);
    List<String> next = command(place, "split");
    Path part = find(place, "interactions", "part-00000.parquet");
    byte[] good = Files.readAllBytes(part);
    byte[] flipped = good.clone();
    flipped[good.length / 2] ^= 4;
    Files.write(part, flipped);
    cases.expect(65, next, "interactions", "part-00000.parquet", "digest");
    Files.write(part, Arrays.copyOf(good, good.length / 2));
    cases.expect(65, next, "interactions", "part-00000.parquet");
    Files.delete(part);
    cases.expect(65, next, "interactions", "part-00000.parquet");
    Files.write(part, good);
    Path manifest = find(place, "ingest", "_manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replaceFirst("\"format\" : 1", "\"format\" : 2"));
    cases.expect(65, next, "newer version", "update");
    Files.writeString(manifest, text.substring(0, text.length() / 2));
    cases.expect(65, next, "_manifest.json");
    Files.writeString(manifest, text);
    CommandRun mended = CommandRun.of(next.toArray(String[]::new));
    cases.check().that(mended.code() == 0, "and mended it goes on: " + mended);
  }

  /** Where the system lets us make a small file system. */
  private static void full(InputCases cases) throws IOException {
    Path place = cases.folder();
    Files.writeString(place.resolve("run.yaml"), SHOP);
    Path store = Files.createDirectory(place.resolve("store"));
    if (!done("mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", store.toString())) {
      System.out.println("skipped: a full disk; no file system can be mounted here");
      return;
    }
    try {
      cases.expect(75, command(place, "ingest"), "the disk is full", "run the same command again");
      done("mount", "-o", "remount,size=64m", store.toString());
      CommandRun again = CommandRun.of(command(place, "ingest").toArray(String[]::new));
      cases.check().that(again.code() == 0, "with space the same command goes on: " + again);
    } finally {
      done("umount", store.toString());
    }
  }

  private static void readOnly(InputCases cases) throws IOException {
    Path place = cases.folder();
    Files.writeString(place.resolve("run.yaml"), SHOP);
    Path store = Files.createDirectory(place.resolve("store"));
    if (!done("mount", "-t", "tmpfs", "-o", "ro,size=1m", "tmpfs", store.toString())) {
      System.out.println("skipped: a read-only store; no file system can be mounted here");
      return;
    }
    try {
      cases.expect(78, command(place, "ingest"), "no permission to use", "--store");
    } finally {
      done("umount", store.toString());
    }
  }

  private static List<String> command(Path place, String until) {
    return List.of(
        "run",
        "--config",
        place.resolve("run.yaml").toString(),
        "--until",
        until,
        "--store",
        place.resolve("store").toString());
  }

  private static Path find(Path place, String folder, String name) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      return files
          .filter(file -> file.toString().contains("/" + folder + "/") && file.endsWith(name))
          .findFirst()
          .orElseThrow();
    }
  }

  private static boolean done(String... words) throws IOException {
    try {
      return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
