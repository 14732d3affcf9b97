package org.reland.cli.store;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reland.cli.output.JsonOption;
import org.reland.cli.status.Columns;
import org.reland.kit.artifact.Table;
import org.reland.kit.error.UsageException;
import org.reland.kit.store.FileStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reland artifacts show}: the rows of a table. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows the first rows of a table, or all of them as CSV or JSON.")
final class ArtifactsShowCommand implements Callable<Integer> {
  private static final int WIDEST = 40;

  @Parameters(paramLabel = "ARTIFACT", description = "Such as matches, pool or interactions.")
  private String artifact = "";

  @Option(names = "--run", paramLabel = "RUN", required = true, description = "Its name.")
  private String run = "";

  @Option(
      names = "--node",
      paramLabel = "NODE",
      description = "Where several nodes of the run write it: which.")
  private @Nullable String node;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "How many; default: 10, with --csv and --json all.")
  private @Nullable Long rows;

  @Option(names = "--csv", description = "As CSV, values in full.")
  private boolean csv;

  @Mixin private JsonOption json = new JsonOption();

  @Mixin private StoreOption store = new StoreOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (store.onCluster()) {
      return store.visit(
          json::relay,
          "artifacts",
          "show",
          artifact,
          "--run=" + run,
          node == null ? null : "--node=" + node,
          rows == null ? null : "--rows=" + rows,
          csv ? "--csv" : null,
          json.word());
    }
    FileStore artifacts = store.open();
    ArtifactSource source = ArtifactSource.ofRun(artifacts, run, node, artifact);
    Table<?> table =
        KnownTables.find(artifact)
            .orElseThrow(
                () ->
                    new UsageException(
                        "%s is a document, not a table: reland get %s --run %s"
                            .formatted(artifact, artifact, run)));
    if (csv && json.chosen()) {
      throw new UsageException("--csv or --json, not both");
    }
    long most = rows == null ? (csv || json.chosen() ? Long.MAX_VALUE : 10) : rows;
    if (json.chosen()) {
      printLines(artifacts, source, table, most);
    } else if (csv) {
      writeCsv(artifacts, source, table, most);
    } else {
      print(artifacts, source, table, most);
    }
    return 0;
  }

  private static <R extends Record> void writeCsv(
      FileStore store, ArtifactSource source, Table<R> table, long most) throws IOException {
    Writer out = new OutputStreamWriter(System.out, StandardCharsets.UTF_8);
    try (CsvWriter writer = CsvWriter.builder().build(out)) {
      writer.writeRecord(RowTexts.names(table.row()));
      long[] written = new long[1];
      source.rows(
          store,
          table.row(),
          row -> {
            if (written[0]++ < most) {
              writer.writeRecord(RowTexts.of(row));
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static <R extends Record> void printLines(
      FileStore store, ArtifactSource source, Table<R> table, long most) throws IOException {
    long[] printed = new long[1];
    source.rows(
        store,
        table.row(),
        row -> {
          if (printed[0]++ < most) {
            JsonOption.print(RowTexts.members(row));
          }
        });
  }

  private static <R extends Record> void print(
      FileStore store, ArtifactSource source, Table<R> table, long most) throws IOException {
    List<List<String>> cells = new ArrayList<>();
    cells.add(RowTexts.names(table.row()));
    long[] all = new long[1];
    source.rows(
        store,
        table.row(),
        row -> {
          if (all[0]++ < most) {
            cells.add(RowTexts.of(row).stream().map(ArtifactsShowCommand::shortened).toList());
          }
        });
    Columns.align(cells).forEach(System.out::println);
    System.out.printf("%,d of %,d rows%n", Math.min(all[0], most), all[0]);
  }

  private static String shortened(String value) {
    String line = String.join(" ", Arrays.asList(value.split("\\s+", -1)));
    return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 3) + "...";
  }
}
