package org.reland.behavior.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * The Amazon Beauty files, which are not part of the project: tests that need them look for the
 * folder named by the environment variable RELAND_DATA and say so where they skip.
 */
public final class RealData {
  private RealData() {}

  /** The folder that holds {@code beauty.inter} and {@code beauty.item}. */
  public static Path beauty() {
    String folder = System.getenv().getOrDefault("RELAND_DATA", "");
    Assumptions.assumeFalse(
        folder.isEmpty(), "skipped: RELAND_DATA does not name a folder that holds beauty/");
    Path beauty = Path.of(folder, "beauty");
    Assumptions.assumeTrue(
        Files.isReadable(beauty.resolve("beauty.inter")),
        "skipped: " + beauty + " holds no beauty.inter");
    return beauty;
  }

  /** Settings of ingest that read it and check its counts. */
  public static Map<String, String> beautyIngest() {
    Path beauty = beauty();
    return Map.of(
        "source", "recbole",
        "interactions", beauty.resolve("beauty.inter").toString(),
        "items", beauty.resolve("beauty.item").toString(),
        "expect_users", "22363",
        "expect_items", "12101",
        "expect_interactions", "198502");
  }
}
