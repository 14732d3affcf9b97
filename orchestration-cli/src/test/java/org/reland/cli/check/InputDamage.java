package org.reland.cli.check;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.reland.behavior.source.Rows;
import org.reland.behavior.source.SourceFormat;
import org.reland.behavior.source.SourceFormat.Content;
import org.reland.behavior.source.SourceFormat.Kind;
import org.reland.kit.error.BadRowException;
import org.reland.kit.error.UserError;
import org.reland.kit.step.Steps;
import org.reland.workflows.configuration.Configuration;

/** Seeded random damage to good input of every reader. */
final class InputDamage {
  private static final byte[] LIKELY =
      "\n\r\t,;:|\"'{}[]\\<>%#&*!-+.0123456789eE\0".getBytes(StandardCharsets.UTF_8);
  private static final long LONGEST_NANOS = 10_000_000_000L;

  private final Check check;
  private final Path folder;
  private final int times;
  private int bad;

  InputDamage(Check check, Path folder, int times) {
    this.check = check;
    this.folder = folder;
    this.times = times;
  }

  void check() throws IOException {
    String csv =
        "user,item,time,rating\n1,\"a, b\",2024-03-01,4\n2,c,2024-03-02,\n3,d,2024-03-03,5\n";
    reader("csv", Kind.TABLE, "a.csv", bytes(csv), false);
    reader("csv in gzip", Kind.TABLE, "a.csv.gz", gzip(bytes(csv)), false);
    reader("csv in zstd", Kind.TABLE, "a.csv.zst", Zstd.compress(bytes(csv)), false);
    reader(
        "recbole",
        Kind.RECBOLE,
        "a.inter",
        bytes("user_id:token\titem_id:token\ttimestamp:float\n1\ta\t3\n2\tb\t4\n"),
        true);
    reader(
        "movielens",
        Kind.MOVIELENS,
        "a.dat",
        bytes("1::2::3::1709281800\n2::3::4::1709281800\n"),
        true);
    reader(
        "json lines",
        Kind.TABLE,
        "a.jsonl",
        bytes("{\"user\": \"1\", \"item\": [\"x\"]}\n{\"user\": 2, \"item\": null}\n"),
        true);
    reader(
        "python",
        Kind.AMAZON,
        "a.json",
        bytes("{'asin': 'A\\'1', 'categories': [['B', \"C's\"]], 'price': 9.95}\n{'asin': u'2'}\n"),
        true);
    reader("parquet", Kind.TABLE, "a.parquet", InputFiles.others("zstd"), false);
    configuration();
  }

  /**
   * One reader.
   *
   * @param lines whether every line but blank ones is a row, so that rows can be counted
   */
  private void reader(String what, Kind kind, String name, byte[] good, boolean lines)
      throws IOException {
    var format = new SourceFormat(kind, "", "", List.of());
    Random random = new Random(what.hashCode());
    int read = 0;
    int refused = 0;
    int noticed = 0;
    long begin = System.nanoTime();
    for (int i = 0; i < times; i++) {
      byte[] bytes = damaged(good, random);
      Path file = Files.write(folder.resolve(name), bytes);
      long start = System.nanoTime();
      long found = 0;
      boolean whole = true;
      bad = 0;
      try (Rows rows = format.open(file, Content.INTERACTIONS)) {
        while (next(rows)) {
          found++;
        }
        read++;
        noticed += bad > 0 ? 1 : 0;
      } catch (UserError e) {
        whole = false;
        refused++;
        named(what, name, e);
      } catch (RuntimeException e) {
        whole = false;
        check.that(false, "%s %d: %s at %s".formatted(what, i, e, e.getStackTrace()[0]));
      }
      if (lines && whole) {
        lost(what, kind, bytes, found);
      }
      if (System.nanoTime() - start > LONGEST_NANOS) {
        check.that(false, "%s %d: took more than 10 s".formatted(what, i));
      }
    }
    check.that(read + refused == times && refused + noticed > 0, what + ": damage is noticed");
    System.out.printf(
        "%s: %,d damaged inputs, %,d read (%,d with bad rows), %,d refused, %.0f s%n",
        what, times, read, noticed, refused, (System.nanoTime() - begin) / 1e9);
  }

  /** Bad rows count as rows, as who reads counts them. */
  private boolean next(Rows rows) throws IOException {
    try {
      boolean more = rows.next();
      for (int column = 0; more && column < rows.columns().size(); column++) {
        if (rows.text(column) == null) {
          throw new IllegalStateException("no text");
        }
        rows.texts(column, "|");
      }
      return more;
    } catch (BadRowException e) {
      bad++;
      return true;
    }
  }

  private void named(String what, String name, UserError e) {
    if (e.exitCode() != 65 || !String.valueOf(e.getMessage()).contains(name)) {
      check.that(false, what + ": the error names no file: " + e.getMessage());
    }
  }

  /** Lines are counted another way: by splitting the text. */
  private void lost(String what, Kind kind, byte[] bytes, long found) {
    String text =
        new String(
            bytes, kind == Kind.MOVIELENS ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    long expected = 0;
    for (String line : text.split("\n", -1)) {
      expected += line.replaceFirst("^\uFEFF", "").isBlank() ? 0 : 1;
    }
    expected -= kind == Kind.RECBOLE ? 1 : 0; // the header
    if (found != expected) {
      check.that(false, "%s: %d rows of %d in <%s>".formatted(what, found, expected, text));
    }
  }

  private void configuration() throws IOException {
    byte[] good =
        bytes(
            "run:\n  name: x\ningest:\n  shop_users: 60 # few\n  shop_items: 120\nexperiment: {variants: [id-only, reland]}\n");
    Random random = new Random(42);
    Steps steps = Steps.installed();
    int taken = 0;
    int refused = 0;
    for (int i = 0; i < times; i++) {
      Path file = Files.write(folder.resolve("run.yaml"), damaged(good, random));
      try {
        Configuration.load(file, List.of(), Optional.empty(), steps);
        taken++;
      } catch (UserError e) {
        refused++;
      } catch (RuntimeException e) {
        check.that(false, "configuration %d: %s at %s".formatted(i, e, e.getStackTrace()[0]));
      }
    }
    check.that(taken > 0 && refused > 0, "configurations are taken and refused");
    System.out.printf(
        "configuration: %,d damaged inputs, %,d taken, %,d refused%n", times, taken, refused);
  }

  private static byte[] damaged(byte[] good, Random random) {
    byte[] bytes = good.clone();
    for (int change = random.nextInt(1, 4); change > 0 && bytes.length > 0; change--) {
      int at = random.nextInt(bytes.length);
      byte any =
          random.nextBoolean() ? LIKELY[random.nextInt(LIKELY.length)] : (byte) random.nextInt(256);
      bytes =
          switch (random.nextInt(5)) {
            case 0 -> spliced(bytes, at, at, any);
            case 1 -> spliced(bytes, at, at + 1);
            case 2 -> spliced(bytes, at, bytes.length);
            case 3 -> spliced(bytes, at, at + 1, (byte) (bytes[at] ^ 1 << random.nextInt(8)));
            default -> spliced(bytes, at, at + 1, any);
          };
    }
    return bytes;
  }

  /** With other bytes in place of those from one place to another. */
  private static byte[] spliced(byte[] bytes, int from, int to, byte... between) {
    var out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(between);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
