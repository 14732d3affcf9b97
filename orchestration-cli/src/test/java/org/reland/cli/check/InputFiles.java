package org.reland.cli.check;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Raw data that is not what it should be. */
final class InputFiles {
  private static final List<String> ALL = List.of("k_core=0");
  private static final String GOOD = "user,item,time,rating\n1,7,1709281800,4\n2,7,1709281860,5\n";

  private InputFiles() {}

  static void check(InputCases cases) throws IOException {
    absent(cases);
    columns(cases);
    rows(cases);
    encodings(cases);
    packed(cases);
    otherForms(cases);
    nothingLeft(cases);
  }

  private static void absent(InputCases cases) throws IOException {
    Path place = cases.folder();
    cases.ingest(78, place, "none.csv", ALL, "ingest.interactions", "none.csv", "readable file");
    cases.ingest(78, place, "none-*.csv", ALL, "none-*.csv", "readable file");
    Files.createDirectory(place.resolve("folder.csv"));
    cases.ingest(78, place, "folder.csv", ALL, "folder.csv", "readable file");
    cases.ingest(65, "log.xls", GOOD, ALL, "log.xls", ".csv", ".parquet");
    cases.ingest(65, "log.csv", "", ALL, "log.csv", "the file is empty");
    cases.ingest(65, "log.csv", "user,item\n", ALL, "there is no interaction in");
    cases.ingest(78, "log.csv", GOOD, List.of("items=none.csv"), "ingest.items", "none.csv");
  }

  private static void columns(InputCases cases) throws IOException {
    cases.ingest(
        65,
        "log.csv",
        "wer,item\n1,2\n",
        ALL,
        "user_id",
        "there are wer, item",
        "ingest.user_column");
    cases.ingest(65, "log.csv", "user,was\n1,2\n", ALL, "item_id", "ingest.item_column");
    cases.ingest(
        65, "log.csv", GOOD, List.of("time_column=tmie"), "no column 'tmie'", "did you mean time");
    cases.ingest(65, "log.csv", "user,user\n1,2\n", ALL, "log.csv:1", "'user' is there twice");
    cases.ingest(65, "log.csv", "user,\n1,2\n", ALL, "log.csv:1", "is empty");
    cases.ingest(
        65,
        "log.csv",
        "user,item\n1,2\n",
        List.of("as_of=2024-01-01T00:00:00Z"),
        "no column of times");
    cases.ingest(65, "log.csv", "user,item\n1,2\n", List.of("window_days=7"), "no column of times");
    cases.ingest(65, "log.csv", "user,item\n1,2\n", List.of("events=buy"), "no column of events");
    cases.ingest(
        65, "log.csv", "1,7,4\n", List.of("columns=user,item"), "log.csv:1: 3 fields", "2 columns");
  }

  private static void rows(InputCases cases) throws IOException {
    cases.ingest(
        65, "log.csv", GOOD + "3,7\n", ALL, "log.csv:4: 2 fields between ','", "4 columns");
    cases.ingest(65, "log.csv", GOOD + "3,7,1,1,1\n", ALL, "log.csv:4: 5 fields");
    cases.ingest(
        65, "log.csv", GOOD + " ,7,1709281800,4\n", ALL, "log.csv:4: column user: is empty");
    cases.ingest(
        65, "log.csv", GOOD + "3,,1709281800,4\n", ALL, "log.csv:4: column item: is empty");
    cases.ingest(
        65,
        "log.csv",
        GOOD + "3,7,1709281800,four\n",
        ALL,
        "column rating: 'four' is not a number");
    cases.ingest(
        65, "log.csv", GOOD + "3,7,1709281800,1e99\n", ALL, "'1e99' is not a finite number");
    cases.ingest(
        65,
        "log.csv",
        GOOD + "3,7,soon,4\n",
        ALL,
        "column time: 'soon' is not a number",
        "ingest.time_format");
    cases.ingest(65, "log.csv", GOOD + "3,7,,4\n", ALL, "column time: is empty");
    cases.ingest(65, "log.csv", GOOD + "3,7,99999999999,4\n", ALL, "not a time from 1900 to 2199");
    cases.ingest(
        65, "log.csv", GOOD + "3,7,1709281800000,4\n", ALL, "not a time from 1900 to 2199");
    cases.ingest(
        65, "log.csv", "user,item,time\n1,2,2024-02-30\n", ALL, "'2024-02-30' is not a time like");
    cases.ingest(
        65,
        "log.csv",
        "user,item,time\n1,2,3.4.2024\n",
        List.of("time_format=M/d/yyyy"),
        "'3.4.2024' is not a time like M/d/yyyy");
    cases.ingest(
        65,
        "log.csv",
        GOOD + "\"3,7,1709281800,4\n4,7,1709281800,4\n",
        ALL,
        "Unclosed quoted field",
        "line 4");
    cases.ingest(
        65, "log.csv", GOOD + "\"3\"x,7,1709281800,4\n", ALL, "after closing quote", "line 4");
    cases.ingest(
        65,
        "log.csv",
        GOOD + "3,7,soon,4\n,7,1,1\n",
        List.of("k_core=0", "max_bad_rows=1"),
        "more than ingest.max_bad_rows (1)",
        "1 x not a time");
  }

  private static void encodings(InputCases cases) throws IOException {
    byte[] latin = "user,item\n1,Bürste\n".getBytes(StandardCharsets.ISO_8859_1);
    cases.ingest(
        65, "log.csv", latin, ALL, "log.csv:2: byte 4 is not UTF-8", "iconv", "ingest.encoding");
    cases.ingest(
        78,
        "log.csv",
        latin,
        List.of("encoding=latin-99"),
        "ingest.encoding: 'latin-99' is not known");
    cases.ingest(78, "log.csv", latin, List.of("encoding=utf-16"), "ingest.encoding: 'utf-16'");
    byte[] wide = "user,item\n1,2\n".getBytes(StandardCharsets.UTF_16);
    cases.ingest(65, "log.csv", wide, ALL, "log.csv:1: byte 1 is not UTF-8");
  }

  private static void packed(InputCases cases) throws IOException {
    byte[] text = GOOD.repeat(500).getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(text);
    }
    byte[] gzip = out.toByteArray();
    byte[] zstd = Zstd.compress(text);
    byte[] flipped = gzip.clone();
    flipped[gzip.length - 6] ^= 1; // the check sum
    cases.ingest(65, "log.csv.gz", Arrays.copyOf(gzip, gzip.length / 2), ALL, "damaged or cut off");
    cases.ingest(65, "log.csv.gz", Arrays.copyOf(gzip, 5), ALL, "damaged or cut off");
    cases.ingest(
        65, "log.csv.gz", flipped, List.of("k_core=0", "max_bad_rows=9999"), "damaged or cut off");
    cases.ingest(
        65, "log.csv.zst", Arrays.copyOf(zstd, zstd.length / 2), ALL, "damaged or cut off");
  }

  private static void otherForms(InputCases cases) throws IOException {
    cases.ingest(65, "a.inter", "user_id,item_id\n", ALL, "a.inter:1", "must be name:type");
    cases.ingest(
        65,
        "a.inter",
        "user_id:token\titem_id:token\n1\n",
        ALL,
        "a.inter:2: 1 tab-separated fields");
    cases.ingest(65, "ml.ratings.dat", "1::2::3\n", ALL, "ratings.dat:1: 3 fields between '::'");
    cases.ingest(
        65,
        "a.reviews.json",
        "{\"reviewerID\": \"1\", \"asin\": \"2\"}\n[1]\n",
        ALL,
        "json:2",
        "an object in braces");
    cases.ingest(
        65,
        "a.reviews.json",
        "{'reviewerID': open('x')}\n",
        ALL,
        "json:1",
        "neither JSON",
        "nor Python");
    cases.ingest(65, "a.jsonl", "not json\n", ALL, "a.jsonl:1", "an object in braces");
    cases.ingest(65, "a.parquet", GOOD, ALL, "a.parquet: is no Parquet file");
    byte[] parquet = others("snappy");
    cases.ingest(
        65,
        "a.parquet",
        Arrays.copyOf(parquet, parquet.length / 2),
        ALL,
        "is no Parquet file, or damaged");
    cases.ingest(
        65,
        "a.parquet",
        others("brotli"),
        List.of("item_column=kind"),
        "packed with BROTLI",
        "snappy, gzip, zstd");
    cases.ingest(
        65, "a.parquet", parquet, List.of("item_column=nested"), "column nested cannot be read");
    cases.ingest(
        65,
        "a.parquet",
        parquet,
        List.of("item_column=kind", "k_core=0"),
        "a.parquet, row 3: column user: is empty");
  }

  private static void nothingLeft(InputCases cases) throws IOException {
    cases.ingest(
        65,
        "log.csv",
        GOOD,
        List.of("k_core=5"),
        "none of the 2 interactions is left",
        "Lower ingest.k_core");
    cases.ingest(
        65,
        "log.csv",
        GOOD,
        List.of("k_core=0", "as_of=2020-01-01T00:00:00Z"),
        "none of the 2 interactions happened");
    cases.ingest(
        65,
        "log.csv",
        "user,item,event\n1,2,view\n",
        List.of("k_core=0", "events=buy"),
        "no interaction in",
        "ingest.events");
    cases.ingest(
        65, "log.csv", GOOD, List.of("k_core=0", "expect_users=3"), "2 users", "expect_users");
  }

  /** A table that another library wrote; checks run at the top of the sources. */
  static byte[] others(String codec) throws IOException {
    return Files.readAllBytes(
        Path.of("steps/kit/src/test/resources/org/reland/kit/table/others-" + codec + ".parquet"));
  }
}
