package org.reland.containers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.store.Digest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ImageArchiveTest {
  private static final Revision REVISION =
      new Revision("0123abcd", Instant.parse("2026-02-03T04:05:06Z"));
  private static final Base NOTHING =
      new Base("scratch", Optional.empty(), Optional.empty(), Map.of());
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  private Root root(String where) throws IOException {
    Path root = folder.resolve(where);
    Root written =
        new Root(
            root, new Contents("reland-toy", Launcher.STEP, List.of(), root, List.of()), List.of());
    for (String file : List.of("/opt/reland/step", "/opt/java/bin/java", "/opt/reland/app/a.jar")) {
      Files.createDirectories(written.at(file).getParent());
      Files.writeString(written.at(file), file);
    }
    assertTrue(written.at("/opt/java/bin/java").toFile().setExecutable(true));
    return written;
  }

  private Path write(Root root, Base base, String name) throws Exception {
    Path file = folder.resolve(name + ".tar");
    try (Workplace place = Workplace.open(folder.resolve("work-" + name))) {
      new ImageArchive("localhost/toy:1", base, REVISION, place).write(root, file);
    }
    return file;
  }

  private static Map<String, byte[]> read(Path tar) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (var in = new TarArchiveInputStream(Files.newInputStream(tar))) {
      for (TarArchiveEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        files.put(e.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  private static JsonNode manifest(Map<String, byte[]> files) {
    return JSON.readTree(files.get("manifest.json")).path(0);
  }

  /** All files of all layers. */
  private static Map<String, TarArchiveEntry> entries(Map<String, byte[]> files)
      throws IOException {
    Map<String, TarArchiveEntry> entries = new TreeMap<>();
    for (JsonNode layer : manifest(files).path("Layers")) {
      var bytes = new ByteArrayInputStream(files.get(layer.asString()));
      try (var in = new TarArchiveInputStream(new GZIPInputStream(bytes))) {
        for (TarArchiveEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
          entries.put(e.getName(), e);
        }
      }
    }
    return entries;
  }

  @Test
  void theSameFilesGiveTheSameArchiveWhereverAndWheneverTheyLie() throws Exception {
    Root other = root("other");
    Files.setLastModifiedTime(other.at("/opt/reland/step"), FileTime.fromMillis(1));
    assertArrayEquals(
        Files.readAllBytes(write(root("one"), NOTHING, "a")),
        Files.readAllBytes(write(other, NOTHING, "b")));
  }

  @Test
  void whoStartsItIsNobodyAndWhatItHoldsBelongsToRoot() throws Exception {
    Map<String, byte[]> files = read(write(root("one"), NOTHING, "a"));
    assertEquals("localhost/toy:1", manifest(files).path("RepoTags").path(0).asString());
    JsonNode config = JSON.readTree(files.get(manifest(files).path("Config").asString()));
    assertEquals("8737:8737", config.path("config").path("User").asString());
    assertEquals("2026-02-03T04:05:06Z", config.path("created").asString());
    JsonNode labels = config.path("config").path("Labels");
    assertEquals("0123abcd", labels.path("org.opencontainers.image.revision").asString());
    Map<String, TarArchiveEntry> entries = entries(files);
    assertEquals(0755, entries.get("opt/java/bin/java").getMode() & 0777);
    assertEquals(0644, entries.get("opt/reland/step").getMode() & 0777);
    for (TarArchiveEntry entry : entries.values()) {
      assertEquals(0, entry.getLongUserId(), entry.getName());
      assertEquals(1000, entry.getLastModifiedTime().toMillis(), entry.getName());
    }
  }

  @Test
  void anOciLayoutServesAsBase() throws Exception {
    Path layout = folder.resolve("layout");
    String layer = blob(layout, Files.readAllBytes(tarOf("etc/base", "below")));
    String config =
        blob(
            layout,
            """
            {"architecture": "%s", "os": "linux", "config": {"Env": ["BELOW=1"]},
             "rootfs": {"type": "layers", "diff_ids": ["%s"]}}
            """
                .formatted(ImageArchive.architecture(), layer)
                .getBytes(StandardCharsets.UTF_8));
    String manifest =
        blob(
            layout,
            "{\"config\": {\"digest\": \"%s\"}, \"layers\": [{\"digest\": \"%s\"}]}"
                .formatted(config, layer)
                .getBytes(StandardCharsets.UTF_8));
    Files.writeString(
        layout.resolve("index.json"),
        "{\"manifests\": [{\"digest\": \"%s\"}]}".formatted(manifest));
    Root root = root("one");
    try (Workplace place = Workplace.open(folder.resolve("work"))) {
      Map<String, byte[]> files =
          read(write(root, Base.of(layout.toString(), List.of(root), place), "a"));
      assertTrue(entries(files).containsKey("etc/base"));
      assertTrue(entries(files).containsKey("opt/reland/step"));
      String written =
          new String(files.get(manifest(files).path("Config").asString()), StandardCharsets.UTF_8);
      assertTrue(written.contains("BELOW=1") && written.contains("8737:8737"), written);
    }
  }

  @Test
  void aBaseThatIsNoImageIsTold() throws Exception {
    Path text = Files.writeString(folder.resolve("base.txt"), "no image");
    try (Workplace place = Workplace.open(folder.resolve("work"))) {
      var failure =
          assertThrows(
              BadDataException.class, () -> Base.of(text.toString(), List.of(root("one")), place));
      assertTrue(failure.getMessage().contains("base.txt"), failure.getMessage());
    }
  }

  @Test
  void aNameThatIsNoneIsTold() throws Exception {
    try (Workplace place = Workplace.open(folder.resolve("work"))) {
      var archive = new ImageArchive("No Name", NOTHING, REVISION, place);
      assertThrows(
          ConfigurationException.class, () -> archive.write(root("one"), folder.resolve("a.tar")));
    }
  }

  private Path tarOf(String name, String content) throws IOException {
    Path tar = folder.resolve("layer.tar");
    try (var out = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      var entry = new TarArchiveEntry(name);
      entry.setSize(bytes.length);
      out.putArchiveEntry(entry);
      out.write(bytes);
      out.closeArchiveEntry();
    }
    return tar;
  }

  private static String blob(Path layout, byte[] bytes) throws IOException {
    String hash = Digest.of(bytes);
    Path file = layout.resolve("blobs/sha256").resolve(hash);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    return "sha256:" + hash;
  }
}
