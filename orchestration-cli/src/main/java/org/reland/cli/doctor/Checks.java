package org.reland.cli.doctor;

import java.util.List;

/** All that is looked at, in the order in which it would be mended. */
final class Checks {
  static final List<ClusterCheck> ALL =
      List.of(
          new ServerCheck(),
          new DefinitionsCheck(),
          new ControllerCheck(),
          new ExecutorCheck(),
          new NamespaceCheck(),
          new OwnRightsCheck(),
          new AccountCheck(),
          new TemplateCheck(),
          new ConfigurationCheck(),
          new LocksCheck(),
          new SecretsCheck(),
          new ClaimsCheck(),
          new SchedulesCheck());

  private Checks() {}
}
