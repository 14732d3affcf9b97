package org.reland.cli.data;

import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reland.kit.error.UsageException;
import org.reland.kit.progress.LineProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reland data fetch}: a data set from its publisher. */
@Command(
    name = "fetch",
    mixinStandardHelpOptions = true,
    description = {
      "Fetches a data set from its publisher, once you have accepted its licence, and checks it.",
      "What has come of a file is kept: the same command goes on from there."
    },
    footer = {
      "",
      "Examples:",
      "  reland data fetch ml-1m",
      "  reland data fetch beauty --to ~/data/beauty --accept-licence",
      "  reland data fetch sports --mirror https://files.example.com/amazon/",
      "",
      "Behind a proxy: RELAND_JAVA_OPTS='-Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT'."
    })
final class DataFetchCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "Which, as `reland data list` has it.")
  private String name = "";

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "Where it is put (default: data/NAME in the working folder).")
  private @Nullable Path folder;

  @Option(
      names = "--mirror",
      paramLabel = "URL",
      description = "Where else the files of the same names are had.")
  private @Nullable String mirror;

  @Option(
      names = "--accept-licence",
      description = "For scripts: you have read the licence, and accept it.")
  private boolean accepted;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Publication publication = Publications.named(name);
    String base = mirror == null ? publication.base() : base(mirror);
    Path to = folder == null ? Path.of("data", name) : folder;
    System.out.println(publication.title());
    System.out.println(publication.page());
    System.out.println();
    publication.licence().forEach(line -> System.out.println("  " + line));
    System.out.println();
    accept();
    Download.Patience patience = Download.Patience.USUAL;
    try (HttpClient client = Download.client(patience)) {
      var download = new Download(client, patience, new LineProgress("fetch", System.err));
      new Fetching(base, to, download, System.out).fetch(publication.files());
    }
    System.out.println();
    System.out.printf("next: reland run --config %s --data %s%n", publication.configuration(), to);
    return 0;
  }

  private static String base(String mirror) {
    try {
      URI uri = URI.create(mirror);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
        return mirror.endsWith("/") ? mirror : mirror + "/";
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new UsageException(
        "--mirror '%s': must be the address of a folder, like https://files.example.com/data/"
            .formatted(mirror));
  }

  @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again where there is no terminal
  private void accept() {
    if (accepted) {
      return;
    }
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw new UsageException(
          "nothing is fetched before its licence is accepted: read it above, and give --accept-licence");
    }
    try {
      String answer = console.readLine("Do you accept this? [y/N] ");
      if (answer == null || !answer.strip().matches("(?i)y|yes")) {
        throw new UsageException("not accepted: nothing is fetched");
      }
    } catch (java.io.IOError e) {
      throw new UncheckedIOException(new IOException("the terminal cannot be read", e));
    }
  }
}
