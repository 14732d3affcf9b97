package org.reland.kit.config;

import java.util.Locale;

/** The form of names outside the code: of configuration keys and of table columns. */
public final class SnakeCase {
  private SnakeCase() {}

  /** {@code usersPerPart} as {@code users_per_part}. */
  public static String of(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
