package org.reland.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.reland.kit.store.FileStore;
import org.reland.kit.store.Json;
import org.reland.kit.store.Manifest;
import tools.jackson.databind.JsonNode;

/** What lies in a store, for comparing. */
final class StoreContents {
  private StoreContents() {}

  /** Content digests by {@code step/key/artifact}, without what differs from run to run. */
  static Map<String, String> digests(Path folder) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    manifests(folder)
        .forEach(
            (name, manifest) ->
                manifest
                    .outputs()
                    .forEach(
                        (artifact, output) -> {
                          if (!output.provenance()) {
                            digests.put(
                                manifest.step() + "/" + manifest.key() + "/" + artifact,
                                output.digest());
                          }
                        }));
    return digests;
  }

  /** Content digests by {@code node/artifact} of a run. */
  static Map<String, String> digestsByNode(Path folder, String run) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    outputsByNode(folder, run, (name, manifest, output) -> digests.put(name, output.digest()));
    return digests;
  }

  /** The same of the run {@code tiny}, with the version of the step before each digest. */
  static Map<String, String> versionsAndDigests(Path folder) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    outputsByNode(
        folder,
        "tiny",
        (name, manifest, output) ->
            digests.put(name, "version " + manifest.version() + " " + output.digest()));
    return digests;
  }

  /** Checkpoints and answers that nobody will need any more when a run is complete. */
  static List<String> unfinished(Path folder) throws IOException {
    return FileStore.at(folder).list("_work/").stream()
        .filter(name -> !name.startsWith("_work/_leases/"))
        .toList();
  }

  private interface OutputVisitor {
    void visit(String name, Manifest manifest, Manifest.Output output);
  }

  private static void outputsByNode(Path folder, String run, OutputVisitor visitor)
      throws IOException {
    Map<String, Manifest> manifests = manifests(folder);
    FileStore store = FileStore.at(folder);
    for (String name : store.list("runs/" + run + "/nodes/")) {
      JsonNode entry = Json.mapper().readTree(store.get(name).orElseThrow());
      Manifest manifest =
          manifests.get(entry.path("step").asString() + "/" + entry.path("key").asString());
      String node = name.replaceFirst(".*/", "").replace(".json", "");
      manifest
          .outputs()
          .forEach(
              (artifact, output) -> {
                if (!output.provenance()) {
                  visitor.visit(node + "/" + artifact, manifest, output);
                }
              });
    }
  }

  /** File identity of every part that a committed shard refers to: redoing it would change it. */
  static Map<String, String> committedParts(Path folder) throws IOException {
    Map<String, String> identities = new TreeMap<>();
    FileStore store = FileStore.at(folder);
    for (String name : store.list("")) {
      if (name.contains("/_shards/")) {
        String base = name.substring(0, name.indexOf("_shards/"));
        JsonNode shard = Json.mapper().readTree(store.get(name).orElseThrow());
        for (JsonNode parts : shard.path("parts")) {
          for (JsonNode part : parts) {
            String file = base + part.path("file").asString();
            var attributes = Files.readAttributes(folder.resolve(file), BasicFileAttributes.class);
            identities.put(file, attributes.fileKey() + " " + attributes.lastModifiedTime());
          }
        }
      }
    }
    return identities;
  }

  private static Map<String, Manifest> manifests(Path folder) throws IOException {
    Map<String, Manifest> manifests = new TreeMap<>();
    FileStore store = FileStore.at(folder);
    for (String name : store.list("")) {
      if (name.endsWith("/_manifest.json")) {
        Manifest manifest = Json.read(store.get(name).orElseThrow(), Manifest.class);
        manifests.put(manifest.step() + "/" + manifest.key(), manifest);
      }
    }
    return manifests;
  }
}
