package org.reland.cli;

import org.reland.workflows.configuration.Configuration;
import org.reland.workflows.pipeline.Rhythm;
import picocli.CommandLine.Option;

/** The option that says how much of the graph a run does. */
final class RhythmOption {
  @Option(
      names = "--rhythm",
      paramLabel = "RHYTHM",
      description = {
        "pipeline: all of it, measured (default). encoder, pool, matches: production at its own",
        "pace, on all behaviour there is; pool takes the current encoder, matches the current pool."
      },
      defaultValue = "pipeline")
  private String rhythm = "pipeline";

  Rhythm rhythm() {
    return Rhythm.of(rhythm);
  }

  /** How a run is called that gets no name. */
  String name(Configuration configuration) {
    String pipeline = configuration.run().name();
    return rhythm() == Rhythm.PIPELINE ? pipeline : pipeline + "-" + rhythm().id();
  }
}
