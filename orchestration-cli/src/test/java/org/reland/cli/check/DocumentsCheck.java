package org.reland.cli.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.reland.cli.DocumentedCommands;

/**
 * The commands of the documents, as they stand there, by somebody who follows them: block by block,
 * each document in a folder of its own, all with one store. Left to other checks are those that
 * speak to a cluster, a registry or a publisher; those on real data go as far as the seeds.
 */
public final class DocumentsCheck {
  private static final int FEWEST = 20;

  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "kubectl|\\bkind |skopeo|\\bctr |^mvn |containers/build|^(for|done|cluster=)|data fetch"
              + "|data/ml-1m|--cluster|-n reland|^KUBECONFIG|^manifests/|--registry|argo\\.registry"
              + "|reland (submit|apply|status|logs|stop|terminate|suspend|resume|resubmit|cron|doctor)");

  private final Check check = new Check();
  private final Path root = Path.of("").toAbsolutePath();
  private final Path folder = Check.folder("documents").toAbsolutePath();
  private final Optional<String> data =
      Optional.ofNullable(System.getenv("RELAND_DATA")).map(place -> place + "/beauty");

  private int followed;
  private int left;

  private DocumentsCheck() throws IOException {}

  public static void main(String[] args) throws IOException, InterruptedException {
    new DocumentsCheck().run();
  }

  private void run() throws IOException, InterruptedException {
    Path store = Files.createDirectories(folder.resolve("store"));
    for (Path document : DocumentedCommands.documents(root)) {
      Path place =
          Files.createDirectories(
              folder.resolve(root.relativize(document).toString().replace('/', '-')));
      Files.createSymbolicLink(place.resolve(".reland"), store);
      furnish(place);
      int number = 0;
      for (List<String> block : DocumentedCommands.blocks(document)) {
        follow(root.relativize(document), ++number, block, place);
      }
    }
    System.out.printf("%d commands, and %d left to other checks%n", followed, left);
    check.that(followed >= FEWEST, "only " + followed + " commands were found");
    check.end();
  }

  /** What somebody who reads the documents has: the program, and files of their own. */
  private void furnish(Path place) throws IOException {
    Path launcher = place.resolve("reland");
    Files.writeString(launcher, "#!/bin/sh\nexec '%s/reland' \"$@\"\n".formatted(root));
    if (!launcher.toFile().setExecutable(true)) {
      throw new IOException(launcher + " cannot be made executable");
    }
    Files.createSymbolicLink(place.resolve("workflows"), root.resolve("workflows"));
    StringBuilder orders = new StringBuilder("customer;article;ordered at\n");
    StringBuilder products = new StringBuilder("article;name;category\n");
    for (int user = 0; user < 120; user++) {
      for (int i = 0; i < 8; i++) {
        orders.append(
            "c%03d;a%02d;2026-%02d-%02dT10:00:00Z\n"
                .formatted(user, (user + i * i) % 40, 1 + i, 1 + user % 28));
      }
    }
    for (int item = 0; item < 40; item++) {
      products.append("a%02d;Thing number %d;Kind %d\n".formatted(item, item, item % 5));
    }
    Files.writeString(place.resolve("orders.csv"), orders);
    Files.writeString(place.resolve("products.csv"), products);
    Files.writeString(place.resolve("my.yaml"), "run: {name: mine}\n");
  }

  private void follow(Path document, int number, List<String> block, Path place)
      throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder("set -euo pipefail\n");
    int commands = 0;
    for (String line : block) {
      String command = line.strip();
      if (command.isEmpty() || command.startsWith("#")) {
        continue;
      }
      if (ELSEWHERE.matcher(command).find()) {
        left++;
        continue;
      }
      if (command.contains("--data DIR")) {
        if (data.isEmpty()) {
          System.out.println("not run, RELAND_DATA names no data: " + command);
          continue;
        }
        command = command.replaceFirst("--data DIR", "--data '" + data.get() + "' --until sample");
      }
      // Of several it would wait for all and pass over how they ended.
      script.append(
          command.replaceFirst("^wait;", "for job in \\$(jobs -p); do wait \\$job; done;"));
      script.append('\n');
      commands++;
    }
    if (commands == 0) {
      return;
    }
    followed += commands;
    Process process =
        new ProcessBuilder("bash", "-c", script.toString())
            .directory(place.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    System.out.printf("%s, block %d: %d commands%n", document, number, commands);
    check.that(
        code == 0,
        "%s, block %d: exit code %d%n%s%n%s".formatted(document, number, code, script, said));
  }
}
