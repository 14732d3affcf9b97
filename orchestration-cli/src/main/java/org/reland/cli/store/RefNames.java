package org.reland.cli.store;

import java.util.List;
import org.reland.kit.config.Nearest;
import org.reland.kit.error.UsageException;

/** Names of a store as they are typed. */
final class RefNames {
  private RefNames() {}

  /**
   * Checks that there is one.
   *
   * @throws UsageException with the nearest one that there is
   */
  static void known(String name, List<String> names) {
    if (!names.contains(name)) {
      throw new UsageException(
          "no name '%s' in this store%s".formatted(name, Nearest.hint(name, names)));
    }
  }
}
