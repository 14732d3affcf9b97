package org.reland.workflows.lint.yaml;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What an unquoted value is taken for. */
public enum ScalarKind {
  STRING,
  BOOLEAN,
  INTEGER,
  NUMBER,
  NULL;

  /** The booleans of YAML 1.1, which Kubernetes reads, beside true and false. */
  private static final Set<String> OLD_BOOLEANS = Set.of("y", "n", "yes", "no", "on", "off");

  private static final Pattern INTEGERS =
      Pattern.compile("[-+]?(0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)");
  private static final Pattern NUMBERS =
      Pattern.compile(
          "[-+]?(\\.[0-9]+|[0-9][0-9_]*(\\.[0-9_]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  /** Of a value without quotes: YAML 1.1, types.html, as far as Kubernetes follows it. */
  static ScalarKind ofPlain(String text) {
    if (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null")) {
      return NULL;
    }
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false") || isOldBoolean(text)) {
      return BOOLEAN;
    }
    if (INTEGERS.matcher(text).matches()) {
      return INTEGER;
    }
    return NUMBERS.matcher(text).matches() ? NUMBER : STRING;
  }

  /** Whether it looks like a word but is a boolean. */
  static boolean isOldBoolean(String text) {
    return OLD_BOOLEANS.contains(text.toLowerCase(Locale.ROOT));
  }
}
