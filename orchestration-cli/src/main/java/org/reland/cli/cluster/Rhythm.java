package org.reland.cli.cluster;

import java.util.Locale;

/** Which part of the pipeline is run; each is an entrypoint of the template. */
public enum Rhythm {
  /** All of it. */
  PIPELINE,
  /** The behavior encoder. */
  ENCODER,
  /** The reasoning pool. */
  POOL,
  /** The match of every user. */
  MATCHES;

  String entrypoint() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return entrypoint();
  }
}
