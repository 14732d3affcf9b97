package org.reland.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.error.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code containers/build}: an image for each module that has steps, and one for the command line.
 * The same commit, JDK and base give the same digests.
 */
@Command(
    name = "containers/build",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Builds the container images, without a container engine.",
    footer = {
      "",
      "Examples:",
      "  containers/build",
      "  containers/build --base gcr.io/distroless/base-debian12 --docker",
      "  ctr -n k8s.io images import containers/target/images/reland-behavior.tar"
    })
final class BuildImages implements Callable<Integer> {
  @Option(names = "--source", hidden = true, description = "The repository, packaged.")
  private Path source = Path.of("");

  @Option(
      names = "--base",
      paramLabel = "BASE",
      description = {
        "What the images stand on: an archive of docker save, an OCI layout (a folder or a tar), or",
        "a name, which is pulled. Left out: this machine's C library and nothing else."
      })
  private @Nullable String base;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the archives; by default containers/target/images.")
  private @Nullable Path out;

  @Option(
      names = "--registry",
      paramLabel = "NAME",
      description = "What stands before /reland-...; by default as argo.registry.")
  private @Nullable String registry;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "Tag of the images; by default as argo.image_tag.")
  private @Nullable String tag;

  @Option(names = "--docker", description = "Loads the archives into the Docker engine, too.")
  private boolean docker;

  @Option(
      names = "--roots",
      description = "Writes folders without a base, for a Dockerfile to copy, and no archives.")
  private boolean roots;

  @Option(
      names = "--revision",
      paramLabel = "COMMIT",
      description = "The commit, where the sources are no git checkout.")
  private @Nullable String revision;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = {
        "Where the images are put together. Class-data archives remember this path: another than",
        "the default changes the digests."
      })
  private Path work = Path.of("/tmp/reland-images");

  private BuildImages() {}

  public static void main(String[] args) {
    var line = new CommandLine(new BuildImages());
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> ExitCode.of(failure, System.err));
    System.exit(line.execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Revision commit = Revision.of(source, Optional.ofNullable(revision));
    Path target = out == null ? source.resolve("containers/target/images") : out;
    Files.createDirectories(target);
    try (Workplace place = Workplace.open(work)) {
      JavaRuntime java = JavaRuntime.link(place.folder("java"));
      List<Root> all = new ArrayList<>();
      for (Contents contents : Contents.all(source)) {
        all.add(Root.lay(place.folder(contents.name()), contents, java));
      }
      TrainingRun training = TrainingRun.over(all, place.folder("training"));
      training.run();
      Base under = Base.of(base, all, place);
      for (Root root : all) {
        ClassArchive.dump(root, training.classes(root));
        Sbom.write(root, java, under, commit);
        if (roots) {
          root.copyTo(target.resolve(root.contents().name()));
        } else {
          write(root, target, under, new ImageArchive(name(root, training), under, commit, place));
        }
      }
      place.clear();
    }
    return 0;
  }

  private String name(Root root, TrainingRun training) {
    return "%s/%s:%s"
        .formatted(
            Objects.requireNonNullElse(registry, training.settings().registry()),
            root.contents().name(),
            Objects.requireNonNullElse(tag, training.settings().imageTag()));
  }

  private void write(Root root, Path target, Base under, ImageArchive archive)
      throws IOException, InterruptedException {
    Path file = target.resolve(root.contents().name() + ".tar");
    String digest = archive.write(root, file);
    if (under.image().isPresent()) {
      check(root, file, under);
    }
    Files.copy(
        root.at(Root.MATERIALS),
        target.resolve(root.contents().name() + ".sbom.json"),
        StandardCopyOption.REPLACE_EXISTING);
    System.out.printf(
        Locale.ROOT,
        "%s %s %.1f MB unpacked, its base apart%n",
        archive.name(),
        digest,
        root.bytes() / 1e6);
    if (docker) {
      System.out.println(Program.run(List.of("docker", "load", "--input", file.toString())));
    }
  }

  /** Leaves no archive of an image that would not start. */
  private static void check(Root root, Path file, Base under)
      throws IOException, InterruptedException {
    Set<String> needed =
        SystemFiles.libraries(root).stream()
            .map(path -> path.substring(path.lastIndexOf('/') + 1))
            .collect(Collectors.toSet());
    try {
      BaseLibraries.of(file).check(needed, SystemFiles.programs(root), under.name());
    } catch (ConfigurationException e) {
      Files.delete(file);
      throw e;
    }
  }
}
