package org.reland.containers;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ConfigurationException;

/**
 * Writes a root file system as an image, in the form of {@code docker save}, which Docker, podman
 * and containerd take. What changes seldom lies in layers of its own, so that it is stored once.
 */
final class ImageArchive {
  private static final String OWNER = "0:0";

  private final String name;
  private final Base base;
  private final Revision revision;
  private final Workplace place;

  /**
   * An archive to be.
   *
   * @param name of the image, with registry and tag
   */
  ImageArchive(String name, Base base, Revision revision, Workplace place) {
    this.name = name;
    this.base = base;
    this.revision = revision;
    this.place = place;
  }

  String name() {
    return name;
  }

  /** This machine's, as registries name it. */
  static String architecture() {
    return switch (System.getProperty("os.arch")) {
      case "aarch64" -> "arm64";
      case String other -> other;
    };
  }

  /**
   * Writes it.
   *
   * @return the image's digest
   * @throws ConfigurationException where the base is not to be had or the name is wrong
   */
  String write(Root root, Path file) throws IOException, InterruptedException {
    try {
      JibContainerBuilder image =
          base.image().isPresent() ? Jib.from(base.image().get()) : Jib.fromScratch();
      image.setPlatforms(Set.of(new Platform(architecture(), "linux")));
      image.setFormat(ImageFormat.Docker);
      image.setCreationTime(revision.time());
      image.setUser(SystemFiles.USER + ":" + SystemFiles.USER);
      image.addEnvironmentVariable("PATH", Root.JAVA + "/bin:/usr/local/bin:/usr/bin:/bin");
      image.addEnvironmentVariable("JAVA_HOME", Root.JAVA);
      image.addEnvironmentVariable("HOME", "/tmp");
      image.addEnvironmentVariable("LANG", "C.UTF-8");
      image.setEntrypoint("java", "@" + root.contents().launcher().path());
      labels(root).forEach(image::addLabel);
      for (FileEntriesLayer layer : layers(root)) {
        image.addFileEntriesLayer(layer);
      }
      JibContainer written = image.containerize(to(file));
      return written.getImageId().toString();
    } catch (InvalidImageReferenceException e) {
      throw new ConfigurationException(
          "no name of an image: %s. It is REGISTRY/NAME:TAG".formatted(e.getInvalidReference()), e);
    } catch (RegistryException | ExecutionException e) {
      throw new BadDataException("base %s: %s".formatted(base.name(), e.getMessage()), e);
    } catch (CacheDirectoryCreationException e) {
      throw new IOException(e);
    }
  }

  private Containerizer to(Path file) throws InvalidImageReferenceException, IOException {
    return Containerizer.to(TarImage.at(file).named(name))
        .setBaseImageLayersCache(place.folder("layers-base"))
        .setApplicationLayersCache(place.folder("layers"));
  }

  private Map<String, String> labels(Root root) {
    Map<String, String> labels = new HashMap<>();
    labels.put("org.opencontainers.image.title", root.contents().name());
    labels.put("org.opencontainers.image.revision", revision.commit());
    labels.put("org.opencontainers.image.created", revision.time().toString());
    labels.put("org.opencontainers.image.base.name", base.name());
    return labels;
  }

  private List<FileEntriesLayer> layers(Root root) throws IOException {
    List<FileEntriesLayer> layers = new ArrayList<>();
    if (!base.files().isEmpty()) {
      layers.add(system());
    }
    String jars = Launcher.HOME + "/app/";
    Predicate<String> java = path -> path.startsWith(Root.JAVA + "/");
    Predicate<String> libraries =
        path ->
            path.startsWith(NativeLibraries.FOLDER + "/")
                || (path.startsWith(jars) && !path.startsWith(jars + "reland-"));
    layers.add(layer("java", root, java));
    layers.add(layer("libraries", root, libraries));
    layers.add(layer("reland", root, path -> !java.test(path) && !libraries.test(path)));
    return layers;
  }

  private FileEntriesLayer system() throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("system");
    layer.addEntry(
        place.folder("tmp"),
        AbsoluteUnixPath.get("/tmp"),
        FilePermissions.fromOctalString("777"),
        Root.TIME.toInstant(),
        OWNER);
    base.files().forEach((path, file) -> add(layer, path, file));
    return layer.build();
  }

  private static FileEntriesLayer layer(String name, Root root, Predicate<String> which)
      throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    root.files().stream().filter(which).forEach(path -> add(layer, path, root.at(path)));
    return layer.build();
  }

  private static void add(FileEntriesLayer.Builder layer, String path, Path file) {
    layer.addEntry(
        file,
        AbsoluteUnixPath.get(path),
        FilePermissions.fromOctalString(Files.isExecutable(file) ? "755" : "644"),
        Root.TIME.toInstant(),
        OWNER);
  }
}
