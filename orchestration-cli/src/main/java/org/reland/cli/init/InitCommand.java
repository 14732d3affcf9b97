package org.reland.cli.init;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reland.behavior.source.KnownColumns;
import org.reland.behavior.source.Preview;
import org.reland.behavior.source.SourceFormat;
import org.reland.behavior.source.SourceFormat.Content;
import org.reland.behavior.source.SourceFormat.Kind;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.UsageException;
import org.reland.reasoning.prompt.Templates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reland init}: a configuration for data of one's own, from a look at its files. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Looks at files of your own and writes a run configuration and a prompt for them.",
      "Nothing is overwritten."
    },
    footer = {
      "",
      "Examples:",
      "  reland init orders.csv --items products.csv",
      "  reland init 'logs/*.parquet' --user-column visitor --item-column sku --name shop"
    })
public final class InitCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of interactions.")
  private List<String> interactions = List.of();

  @Option(names = "--items", paramLabel = "FILE", description = "Says what the items are.")
  private List<String> items = List.of();

  @Option(
      names = "--name",
      description = "Of the run and of the files written (default: the first file's).")
  private @Nullable String name;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where they are written (default: the working folder).",
      defaultValue = ".")
  private Path out = Path.of(".");

  @Option(names = "--user-column", paramLabel = "NAME", description = "Column of who.")
  private String userColumn = "";

  @Option(names = "--item-column", paramLabel = "NAME", description = "Column of what.")
  private String itemColumn = "";

  @Option(names = "--time-column", paramLabel = "NAME", description = "Column of when.")
  private String timeColumn = "";

  @Option(names = "--title-column", paramLabel = "NAME", description = "Column of titles.")
  private String titleColumn = "";

  @Option(names = "--brand-column", paramLabel = "NAME", description = "Column of brands.")
  private String brandColumn = "";

  @Option(names = "--categories-column", paramLabel = "NAME", description = "Of categories.")
  private String categoriesColumn = "";

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "Of text that is not UTF-8, like windows-1252.")
  private String encoding = "";

  @Option(
      names = "--columns",
      paramLabel = "NAMES",
      split = ",",
      description = "Names of the columns, for text without a first line that has them.")
  private List<String> columns = List.of();

  private final PrintStream print = System.out;

  @Override
  public Integer call() throws IOException {
    Path first = Chosen.first(interactions);
    Kind kind = Chosen.kind(first);
    SourceFormat format = new SourceFormat(kind, known(encoding), "", columns);
    Map<String, String> named = named();
    Preview log = Preview.of(format, first, Content.INTERACTIONS, named);
    tell(first, log);
    require(log, first);
    @Nullable Preview catalogue = null;
    List<String> itemFiles = items;
    if (!items.isEmpty()) {
      Path file = Chosen.first(items);
      catalogue = Preview.of(format, file, Content.ITEMS, named);
      tell(file, catalogue);
      require(catalogue, file, KnownColumns.ITEM);
    } else if (kind == Kind.TABLE) {
      catalogue = Preview.of(format, first, Content.ITEMS, named);
      if (FirstConfiguration.hasWords(catalogue)) {
        itemFiles = interactions;
        tellWords(catalogue);
      }
    }
    String run = name == null ? Chosen.name(first) : name;
    if (!run.matches("[a-zA-Z0-9][-a-zA-Z0-9_.]*")) {
      throw new UsageException(
          "--name '%s': letters, digits, '-', '_' and '.' are allowed".formatted(run));
    }
    Files.createDirectories(out);
    Path yaml = out.resolve(run + ".yaml");
    Path prompt = out.resolve(run + ".prompt.txt");
    for (Path file : List.of(yaml, prompt)) {
      if (Files.exists(file)) {
        throw new UsageException(
            "%s is there already: give another --name or --out, or remove it".formatted(file));
      }
    }
    var configuration =
        new FirstConfiguration(
            run, kind, named, columns, encoding, log, catalogue, prompt.getFileName());
    Files.writeString(prompt, Templates.source("shop"), StandardOpenOption.CREATE_NEW);
    Files.writeString(
        yaml,
        configuration.text(Chosen.beside(out, interactions), Chosen.beside(out, itemFiles)),
        StandardOpenOption.CREATE_NEW);
    if (!FirstConfiguration.hasWords(catalogue)) {
      print.println(
          "note:    no file says in words what the items are, so there is nothing to write rationales of: the run trains and compares without. Name a file (--items) or a column that has them (--title-column, --brand-column, --categories-column)");
    }
    next(yaml, prompt);
    return 0;
  }

  private Map<String, String> named() {
    Map<String, String> named = new HashMap<>();
    named.put("user_column", userColumn);
    named.put("item_column", itemColumn);
    named.put("time_column", timeColumn);
    named.put("title_column", titleColumn);
    named.put("brand_column", brandColumn);
    named.put("categories_column", categoriesColumn);
    return named;
  }

  private static String known(String encoding) {
    try {
      return encoding.isEmpty() ? "" : Charset.forName(encoding).name();
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--encoding '%s' is not known; use one like utf-8, iso-8859-1 or windows-1252"
              .formatted(encoding));
    }
  }

  private void require(Preview log, Path file) {
    require(log, file, KnownColumns.USER, KnownColumns.ITEM);
    if (log.rows() == 0 || log.badRows() == log.rows()) {
      throw new BadDataException(file + ": holds no row that can be read");
    }
  }

  private static void require(Preview preview, Path file, KnownColumns... needed) {
    List<String> missing = new ArrayList<>();
    for (KnownColumns what : needed) {
      if (!preview.found().containsKey(what)) {
        missing.add("--%s-column NAME".formatted(Chosen.word(what)));
      }
    }
    if (!missing.isEmpty()) {
      throw new UsageException(
          "%s: its columns are %s, and which of them is meant is not clear from their names: say %s%s"
              .formatted(
                  file,
                  String.join(", ", preview.columns().keySet()),
                  String.join(" and ", missing),
                  ". If the first line is not their names, give these with --columns"));
    }
  }

  private void tell(Path file, Preview preview) {
    print.printf("%s%n", file);
    int width = preview.columns().keySet().stream().mapToInt(String::length).max().orElse(0);
    preview
        .columns()
        .forEach(
            (column, value) -> {
              String role = "";
              for (Map.Entry<KnownColumns, String> found : preview.found().entrySet()) {
                if (found.getValue().equals(column)) {
                  role =
                      "%s, %,d different"
                          .formatted(
                              Chosen.word(found.getKey()),
                              preview.different().getOrDefault(found.getKey(), 0));
                }
              }
              print.println(
                  "  %s  %-24s  %s"
                      .formatted(
                          column + " ".repeat(width - column.length()), shortened(value), role)
                      .stripTrailing());
            });
    print.printf(
        "  %,d rows looked at%s%n",
        preview.rows(),
        preview.badRows() == 0 ? "" : ", %,d cannot be read".formatted(preview.badRows()));
    if (preview.found().containsKey(KnownColumns.USER)
        && !preview.found().containsKey(KnownColumns.TIME)
        && !preview.otherTimes().isEmpty()) {
      print.printf("  a time? --time-column '%s'%n", preview.otherTimes().getFirst());
    }
    if (!preview.found().containsKey(KnownColumns.USER) && !FirstConfiguration.hasWords(preview)) {
      print.println(
          "  words that say what an item is? --title-column, --brand-column, --categories-column");
    }
    print.println();
  }

  /** Many logs carry the words of their items in each row. */
  private void tellWords(Preview catalogue) {
    catalogue
        .found()
        .forEach(
            (what, column) -> {
              if (what != KnownColumns.ITEM) {
                print.printf(
                    "  %s of items: %s, %,d different%n",
                    Chosen.word(what), column, catalogue.different().getOrDefault(what, 0));
              }
            });
    print.printf("  what items are is read from the same file%n%n");
  }

  private static String shortened(String value) {
    String line = value.replaceAll("\\s+", " ");
    return line.length() <= 24 ? line : line.substring(0, 21) + "...";
  }

  private void next(Path yaml, Path prompt) {
    print.printf(
        """
        written: %s
                 %s
        next:    reland plan --config %s     what a run would do
                 reland run --config %s      does it, without a language model
                 To ask one, set infer.generator in the first; what is asked is in the second.
        """,
        yaml, prompt, yaml, yaml);
  }
}
