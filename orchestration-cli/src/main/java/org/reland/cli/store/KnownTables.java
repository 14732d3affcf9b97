package org.reland.cli.store;

import java.util.Optional;
import org.reland.kit.artifact.Table;
import org.reland.kit.step.Steps;

/** The tables that steps write, by name. */
final class KnownTables {
  private KnownTables() {}

  static Optional<Table<?>> find(String artifact) {
    for (var step : Steps.installed().all()) {
      for (var output : step.spec().outputs()) {
        if (output.artifact() instanceof Table<?> table && table.name().equals(artifact)) {
          return Optional.of(table);
        }
      }
    }
    return Optional.empty();
  }
}
