package org.reland.behavior.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.reland.kit.error.BadDataException;
import org.reland.kit.text.TextLines;

/**
 * Comma-separated values and their kin: one row a line, fields may be in double quotes (RFC 4180).
 * Empty lines are passed over.
 */
final class DelimitedRows implements Rows {
  private static final List<String> SEPARATORS = List.of(",", "\t", ";", "|");

  private final Path path;
  private final TextLines lines;
  private final Iterator<CsvRecord> records;
  private final List<String> columns;
  private final String separator;
  private List<String> fields = List.of();
  private long line;

  private DelimitedRows(
      Path path,
      TextLines lines,
      Iterator<CsvRecord> records,
      List<String> columns,
      String separator) {
    this.path = path;
    this.lines = lines;
    this.records = records;
    this.columns = columns;
    this.separator = separator;
  }

  /**
   * Opens a file and, where no columns are given, reads their names from its first row.
   *
   * @param separator between fields; empty: the one of comma, tab, semicolon and bar that occurs
   *     most in the first line
   * @param columns empty: the first row has them
   * @throws BadDataException where there is no file, or no names of columns, each once
   */
  static DelimitedRows open(Path path, Charset charset, String separator, List<String> columns)
      throws IOException {
    TextLines lines = TextLines.open(path, charset);
    try {
      var reader = new LineReader(lines);
      String between = separator.isEmpty() ? mostFrequent(reader.peek()) : separator;
      Iterator<CsvRecord> records =
          CsvReader.builder()
              .fieldSeparator(between)
              .skipEmptyLines(true)
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .allowUnclosedQuote(false)
              .trimWhitespacesAroundQuotes(true)
              .ofCsvRecord(reader)
              .iterator();
      var rows = new DelimitedRows(path, lines, records, columns, between);
      return columns.isEmpty() ? rows.withHeader() : rows;
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  private DelimitedRows withHeader() throws IOException {
    if (!advance()) {
      throw new BadDataException(
          path + ": the file is empty; a first line with the names of the columns is needed");
    }
    List<String> names = fields.stream().map(String::strip).toList();
    Set<String> once = new HashSet<>();
    for (String name : names) {
      if (name.isEmpty() || !once.add(name)) {
        throw new BadDataException(
            "%s: the first line has to name the columns, each once; '%s' is %s. Where the file has no such line, name them in ingest.columns"
                .formatted(place(), name, name.isEmpty() ? "empty" : "there twice"));
      }
    }
    return new DelimitedRows(path, lines, records, names, separator);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public boolean next() throws IOException {
    if (!advance()) {
      return false;
    }
    if (fields.size() != columns.size()) {
      String what =
          separator.equals("\t") ? "tab-separated fields" : "fields between '" + separator + "'";
      throw FieldCount.wrong(place(), fields.size(), what, columns);
    }
    return true;
  }

  private boolean advance() throws IOException {
    try {
      if (!records.hasNext()) {
        return false;
      }
      CsvRecord row = records.next();
      line = row.getStartingLineNumber();
      fields = row.getFields();
      return true;
    } catch (CsvParseException e) {
      throw cause(e) instanceof BadDataException ours
          ? ours
          : new BadDataException(
              "%s: %s. A field in double quotes has to end with one, and a quote inside it is written twice"
                  .formatted(path, cause(e).getMessage()),
              e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** What it was that the parser came upon: a line that is no text, for instance. */
  private static Throwable cause(Throwable failure) {
    Throwable inner = failure;
    while (inner.getCause() != null && !(inner instanceof BadDataException)) {
      inner = inner.getCause();
    }
    return inner;
  }

  @Override
  public String text(int column) {
    return fields.get(column).strip();
  }

  @Override
  public String place() {
    return path + ":" + line;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private static String mostFrequent(String header) {
    String best = ",";
    long most = 0;
    for (String candidate : SEPARATORS) {
      long count = header.chars().filter(c -> c == candidate.charAt(0)).count();
      if (count > most) {
        best = candidate;
        most = count;
      }
    }
    return best;
  }
}
