package org.reland.kit.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.reland.kit.error.UsageException;
import org.reland.kit.store.Json;
import org.reland.kit.store.Manifest;

/**
 * What tells a scheduler how many workers the next step gets: a file with a JSON list of {@code
 * {"shard": "i/n"}}, n being the number of the table's parts or the most that are allowed. Never
 * empty: a fan-out over nothing would leave out what follows.
 *
 * @param table whose parts the next step shares out
 * @param most workers
 */
record WorkerList(String table, int most, Path file) {
  private static final Pattern FORM = Pattern.compile("([a-z_]+)=([0-9]{1,4}):(.+)");

  /** Reads {@code table=most:file}. */
  static WorkerList parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) == 0) {
      throw new UsageException(
          "--workers '%s': must be table=most:file, for example prompts=8:/tmp/workers.json"
              .formatted(text));
    }
    return new WorkerList(
        matcher.group(1), Integer.parseInt(matcher.group(2)), Path.of(matcher.group(3)));
  }

  void write(Manifest manifest) throws IOException {
    Manifest.Output output = manifest.outputs().get(table);
    if (output == null) {
      throw new UsageException(
          "--workers: %s writes no %s, only %s"
              .formatted(manifest.step(), table, manifest.outputs().keySet()));
    }
    int workers = Math.max(1, Math.min(most, output.parts().size()));
    List<Map<String, String>> list =
        IntStream.range(0, workers).mapToObj(i -> Map.of("shard", i + "/" + workers)).toList();
    Files.write(file, Json.bytes(list));
  }
}
