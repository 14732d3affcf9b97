package org.reland.behavior.source;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import org.reland.kit.text.TextLines;

/** Lines as characters, for a parser that wants these; bad ones are named by their line. */
final class LineReader extends Reader {
  private final TextLines lines;
  private @Nullable String line;
  private int at;
  private boolean begun;

  LineReader(TextLines lines) {
    this.lines = lines;
  }

  /** The first line, which is still to be read; empty where there is none. */
  String peek() throws IOException {
    begin();
    return line == null ? "" : line.substring(0, line.length() - 1);
  }

  private void begin() throws IOException {
    if (!begun) {
      begun = true;
      advance();
    }
  }

  private void advance() throws IOException {
    @Nullable String next = lines.next();
    line = next == null ? null : next + "\n";
    at = 0;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    begin();
    int done = 0;
    while (done < length && line != null) {
      int count = Math.min(length - done, line.length() - at);
      line.getChars(at, at + count, buffer, offset + done);
      done += count;
      at += count;
      if (at == line.length()) {
        advance();
      }
    }
    return done == 0 && length > 0 ? -1 : done;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
