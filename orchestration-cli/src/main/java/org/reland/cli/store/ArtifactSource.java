package org.reland.cli.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reland.kit.config.Nearest;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.UsageException;
import org.reland.kit.step.Node;
import org.reland.kit.step.NodeRunner;
import org.reland.kit.step.RunPlan;
import org.reland.kit.step.Steps;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.Digest;
import org.reland.kit.store.Manifest;
import org.reland.kit.store.Refs;
import org.reland.kit.table.ParquetTables;

/**
 * Where an artifact lies.
 *
 * @param manifest of the node that wrote it
 */
record ArtifactSource(String artifact, Manifest manifest) {

  /**
   * In a run.
   *
   * @param node null where only one node writes it
   * @throws UsageException where it cannot be told which is meant
   * @throws BadDataException where it is not there
   */
  static ArtifactSource ofRun(
      ArtifactStore store, String run, @Nullable String node, String artifact) throws IOException {
    RunPlan plan = RunPlan.load(store, run);
    Steps steps = Steps.installed();
    NodeRunner runner = NodeRunner.ofPart(store, plan, steps);
    Map<String, Manifest> writers = new LinkedHashMap<>();
    TreeSet<String> artifacts = new TreeSet<>();
    List<String> undone = new ArrayList<>();
    for (Node each : plan.nodes()) {
      boolean writes = false;
      for (var output : steps.get(each.step()).spec().outputs()) {
        artifacts.add(output.artifact().name());
        writes |= output.artifact().name().equals(artifact);
      }
      if (writes && (node == null || node.equals(each.name()))) {
        runner
            .manifest(each.name())
            .ifPresentOrElse(m -> writers.put(each.name(), m), () -> undone.add(each.name()));
      }
    }
    if (writers.size() == 1) {
      return new ArtifactSource(artifact, writers.values().iterator().next());
    }
    if (writers.size() > 1) {
      throw new UsageException(
          "%d nodes of run %s write %s, name one with --node: %s"
              .formatted(writers.size(), run, artifact, String.join(", ", writers.keySet())));
    }
    if (!undone.isEmpty()) {
      throw new BadDataException(
          "run %s has no %s yet: %s is not done"
              .formatted(run, artifact, String.join(", ", undone)));
    }
    throw new UsageException(
        "no node of run %s writes '%s'%s"
            .formatted(run, artifact, Nearest.hint(artifact, artifacts)));
  }

  /** Behind a name of the store. */
  static ArtifactSource ofRef(ArtifactStore store, String ref, String artifact) throws IOException {
    Refs refs = new Refs(store);
    RefNames.known(ref, refs.names());
    Refs.Ref current = refs.get(ref).orElseThrow();
    String folder = current.step() + "/" + current.key() + "/";
    Manifest manifest =
        Manifest.read(store, folder + "_manifest.json")
            .orElseThrow(
                () -> new BadDataException(ref + " means " + folder + ", which is not there"));
    if (!manifest.outputs().containsKey(artifact)) {
      throw new UsageException(
          "%s means a result of %s, which writes %s and no '%s'"
              .formatted(ref, manifest.step(), manifest.outputs().keySet(), artifact));
    }
    return new ArtifactSource(artifact, manifest);
  }

  /**
   * Copies its files.
   *
   * @return where they are now
   * @throws BadDataException for one that is not what was written
   */
  List<Path> copy(ArtifactStore store, Path into) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Manifest.Part part : output().parts()) {
      byte[] bytes = read(store, part);
      Path file = into.resolve(part.file());
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path unfinished = file.resolveSibling(file.getFileName() + ".part");
      Files.write(unfinished, bytes);
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
      files.add(file);
    }
    return files;
  }

  /**
   * Hands over its rows, in order; one part is in memory at a time.
   *
   * @throws BadDataException where a part is not what was written
   */
  <R extends Record> void rows(ArtifactStore store, Class<R> row, Consumer<R> consumer)
      throws IOException {
    for (Manifest.Part part : output().parts()) {
      ParquetTables.read(row, read(store, part), consumer);
    }
  }

  Manifest.Output output() {
    return manifest.outputs().get(artifact);
  }

  /**
   * The bytes of a part.
   *
   * @throws BadDataException where they are not what was written
   */
  byte[] read(ArtifactStore store, Manifest.Part part) throws IOException {
    String file = manifest.step() + "/" + manifest.key() + "/" + part.file();
    byte[] bytes = store.get(file).orElseThrow(() -> new BadDataException(file + " is missing"));
    if (!Digest.of(bytes).equals(part.sha256())) {
      throw new BadDataException(file + " is damaged: its digest is not the one in its manifest");
    }
    return bytes;
  }
}
