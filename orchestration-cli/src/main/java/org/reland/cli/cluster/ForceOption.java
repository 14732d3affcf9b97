package org.reland.cli.cluster;

import picocli.CommandLine.Option;

/** Whether fields that somebody else manages are taken over. */
final class ForceOption {
  @Option(
      names = "--force",
      description = "Takes over fields that somebody else has set (kubectl, a person, GitOps).")
  private boolean force;

  boolean force() {
    return force;
  }
}
