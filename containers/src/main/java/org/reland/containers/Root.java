package org.reland.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The file system of an image while it is put together, without what it stands on: {@code
 * /opt/java}, {@code /opt/reland}.
 *
 * @param folder that stands for {@code /}
 * @param properties that tell where the native libraries lie, as in the image
 */
record Root(Path folder, Contents contents, List<String> properties) {
  static final String JAVA = "/opt/java";
  static final String MATERIALS = Launcher.HOME + "/sbom.json";
  private static final String JARS = Launcher.HOME + "/app/";

  /** Of every file: class-data archives check it, layers hold it. */
  static final FileTime TIME = FileTime.fromMillis(1000);

  /** Lays out everything but the class-data archive and the bill of materials. */
  static Root lay(Path folder, Contents contents, JavaRuntime java) throws IOException {
    copy(java.folder(), folder.resolve(JAVA.substring(1)));
    for (Path jar : contents.jars()) {
      Path place = folder.resolve((JARS + jar.getFileName()).substring(1));
      if (OwnJar.is(jar)) {
        OwnJar.copy(jar, place);
      } else {
        copy(jar, place);
      }
    }
    for (Path configurations : contents.configurations()) {
      copy(configurations, folder.resolve((Launcher.HOME + "/workflows/configs").substring(1)));
    }
    List<String> properties =
        NativeLibraries.unpack(
            contents.jars(), folder.resolve(NativeLibraries.FOLDER.substring(1)));
    Root root = new Root(folder, contents, properties);
    root.writeArguments();
    root.settle();
    return root;
  }

  /** Where a path of the image lies now. */
  Path at(String path) {
    return folder.resolve(path.substring(1));
  }

  /** Files of the image so far, as paths in it, in the order of their names. */
  List<String> files() throws IOException {
    try (var walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> "/" + folder.relativize(file))
          .sorted()
          .toList();
    }
  }

  /** A JVM of this root, started from outside as the image would start it, main class apart. */
  List<String> jvm(List<String> flags) {
    List<String> command = new ArrayList<>();
    command.add(at(JAVA + "/bin/java").toString());
    command.addAll(flags);
    command.addAll(Launcher.arguments(folder.toString(), jars(), properties));
    return command;
  }

  private void writeArguments() throws IOException {
    Launcher launcher = contents.launcher();
    List<String> arguments = new ArrayList<>();
    arguments.add("-XX:SharedArchiveFile=" + launcher.archive());
    arguments.addAll(Launcher.arguments("", jars(), properties));
    arguments.add(launcher.main());
    Files.writeString(at(launcher.path()), String.join("\n", arguments) + "\n");
  }

  private List<String> jars() {
    return contents.jars().stream().map(jar -> JARS + jar.getFileName()).toList();
  }

  /** Of all files. */
  long bytes() throws IOException {
    long bytes = 0;
    for (String file : files()) {
      bytes += Files.size(at(file));
    }
    return bytes;
  }

  /** Gives all files the one time. */
  void settle() throws IOException {
    for (String file : files()) {
      Files.setLastModifiedTime(at(file), TIME);
    }
  }

  /** A copy of it elsewhere, with the times and modes that its layers would have. */
  void copyTo(Path target) throws IOException {
    copy(folder, target);
    List<Path> all;
    try (var walk = Files.walk(target)) {
      all = walk.sorted(Comparator.reverseOrder()).toList(); // folders after what is in them
    }
    for (Path each : all) {
      boolean open = Files.isDirectory(each) || Files.isExecutable(each);
      Files.setPosixFilePermissions(
          each, PosixFilePermissions.fromString(open ? "rwxr-xr-x" : "rw-r--r--"));
      Files.setLastModifiedTime(each, TIME);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (var walk = Files.walk(from)) {
      all = walk.toList();
    }
    Files.createDirectories(to.getParent());
    for (Path each : all) {
      Path target = to.resolve(from.relativize(each).toString());
      if (Files.isDirectory(each)) {
        Files.createDirectories(target);
      } else {
        Files.copy(
            each, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
