package org.reland.cli.argo;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of a stream that may break off: of a line that is not ended one cannot tell the rest. */
final class LineReader {
  private final Reader in;
  private final char[] buffer = new char[8192];
  private final StringBuilder rest = new StringBuilder();
  private int from;
  private int to;

  LineReader(InputStream in) {
    this.in = new InputStreamReader(in, StandardCharsets.UTF_8);
  }

  /** The next whole line; empty at the end of the stream. */
  Optional<String> next() throws IOException {
    while (true) {
      for (int i = from; i < to; i++) {
        if (buffer[i] == '\n') {
          rest.append(buffer, from, i - from);
          from = i + 1;
          String line = rest.toString();
          rest.setLength(0);
          return Optional.of(line);
        }
      }
      rest.append(buffer, from, to - from);
      from = 0;
      to = Math.max(0, in.read(buffer));
      if (to == 0) {
        return Optional.empty();
      }
    }
  }

  /** What followed the last whole line. */
  String rest() {
    return rest.toString();
  }
}
