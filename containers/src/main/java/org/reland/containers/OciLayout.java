package org.reland.containers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.reland.kit.error.BadDataException;
import org.reland.kit.store.Digest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An image in the layout of the OCI image specification (index.json, blobs/), which Jib does not
 * read, as the archive of {@code docker save}, which it does.
 */
final class OciLayout {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;

  private OciLayout(Path folder) {
    this.folder = folder;
  }

  /**
   * The archive; an archive is given back as it is.
   *
   * @param path an archive of docker save, or a layout: a folder or a tar of one
   * @throws BadDataException where it is neither
   */
  static Path asArchive(Path path, Workplace place) throws IOException {
    Path folder = path;
    if (!Files.isDirectory(path)) {
      folder = place.folder("base");
      unpack(path, folder);
      if (Files.exists(folder.resolve("manifest.json"))) {
        return path;
      }
    }
    if (!Files.exists(folder.resolve("index.json"))) {
      throw new BadDataException(
          "--base %s: neither an archive of docker save nor an OCI layout".formatted(path));
    }
    Path archive = place.folder("converted").resolve("base.tar");
    new OciLayout(folder).write(archive);
    return archive;
  }

  /**
   * The id of the image in an archive of docker save: the digest of its configuration.
   *
   * @throws BadDataException where there is none
   */
  static String imageId(Path archive) throws IOException {
    String config =
        JSON.readTree(file(archive, "manifest.json")).path(0).path("Config").asString("");
    return "sha256:" + Digest.of(file(archive, config));
  }

  private static byte[] file(Path archive, String name) throws IOException {
    try (InputStream in = Files.newInputStream(archive);
        var entries = new TarArchiveInputStream(in)) {
      TarArchiveEntry entry = entries.getNextEntry();
      for (; entry != null; entry = entries.getNextEntry()) {
        if (entry.getName().equals(name)) {
          return entries.readAllBytes();
        }
      }
    }
    throw new BadDataException("--base %s: holds no '%s'".formatted(archive, name));
  }

  private static void unpack(Path tar, Path folder) throws IOException {
    try (InputStream in = Files.newInputStream(tar);
        var entries = new TarArchiveInputStream(in)) {
      TarArchiveEntry entry = entries.getNextEntry();
      for (; entry != null; entry = entries.getNextEntry()) {
        Path file = folder.resolve(entry.getName()).normalize();
        if (entry.isFile() && file.startsWith(folder)) {
          Files.createDirectories(file.getParent());
          Files.copy(entries, file);
        }
      }
    } catch (IllegalArgumentException | IOException e) {
      throw new BadDataException("--base %s: %s".formatted(tar, e.getMessage()), e);
    }
  }

  private void write(Path archive) throws IOException {
    JsonNode manifest = manifest(JSON.readTree(folder.resolve("index.json").toFile()));
    Path config = blob(manifest.path("config"));
    List<Path> layers = manifest.path("layers").valueStream().map(this::blob).toList();
    var description = JSON.createArrayNode();
    var image = description.addObject();
    image.put("Config", config.getFileName() + ".json");
    image.putArray("RepoTags");
    var names = image.putArray("Layers");
    layers.forEach(layer -> names.add(layer.getFileName().toString()));
    try (OutputStream out = Files.newOutputStream(archive);
        var tar = new TarArchiveOutputStream(out)) {
      entry(tar, "manifest.json", JSON.writeValueAsString(description));
      entry(tar, config.getFileName() + ".json", Files.readString(config));
      for (Path layer : layers) {
        var entry = new TarArchiveEntry(layer.getFileName().toString());
        entry.setSize(Files.size(layer));
        tar.putArchiveEntry(entry);
        Files.copy(layer, tar);
        tar.closeArchiveEntry();
      }
    }
  }

  /** Of this machine's architecture, from an index that may lead to others. */
  private JsonNode manifest(JsonNode index) {
    for (JsonNode entry : index.path("manifests")) {
      JsonNode platform = entry.path("platform");
      boolean fits =
          platform.isMissingNode()
              || (platform.path("os").asString("").equals("linux")
                  && platform
                      .path("architecture")
                      .asString("")
                      .equals(ImageArchive.architecture()));
      if (fits) {
        JsonNode found = JSON.readTree(blob(entry).toFile());
        return found.has("manifests") ? manifest(found) : found;
      }
    }
    throw new BadDataException(
        "--base %s: holds no image for linux/%s".formatted(folder, ImageArchive.architecture()));
  }

  private Path blob(JsonNode descriptor) {
    return folder
        .resolve("blobs")
        .resolve(descriptor.path("digest").asString("").replace(':', '/'));
  }

  private static void entry(TarArchiveOutputStream tar, String name, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }
}
