package org.reland.behavior.encode;

import java.io.IOException;
import java.util.List;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Behavior;
import org.reland.kit.artifact.HistoryEntry;
import org.reland.kit.step.Step;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.StepSpec;
import org.reland.kit.step.TableInput;
import org.reland.kit.step.TableWriter;
import org.reland.linalg.Parallel;

/**
 * Gives every user of a shard its behaviour vector (Eq. 1), from its own history and the frozen
 * encoder. A step of its own, because behaviour is new every day and the encoder is not.
 */
public final class RepresentStep implements Step<RepresentConfig> {
  @Override
  public StepSpec<RepresentConfig> spec() {
    return StepSpec.of("represent", 1, RepresentConfig.class)
        .reads(Artifacts.HISTORY, Artifacts.ITEMS, Artifacts.ENCODER)
        .mayRead(Artifacts.ENCODER_WEIGHTS)
        .writes(Artifacts.BEHAVIORS)
        .shardedBy(Artifacts.HISTORY)
        .needs(512, false)
        .build();
  }

  @Override
  public void run(RepresentConfig config, StepContext context) throws IOException {
    TableInput<HistoryEntry> history = context.readShard(Artifacts.HISTORY);
    TableWriter<Behavior> writer = context.write(Artifacts.BEHAVIORS);
    int unknown = 0;
    List<UserHistory> users = UserHistory.ofShard(context);
    try (Parallel parallel = Parallel.of(context.threads())) {
      BehaviorEncoder encoder = BehaviorEncoder.read(context, parallel);
      context
          .progress()
          .plan(
              "behaviour vectors from %,d interactions and %,d known items"
                  .formatted(history.rows(), encoder.size()));
      for (Behavior behavior : encoder.encode(users)) {
        unknown += behavior.known() == 0 ? 1 : 0;
        writer.write(behavior);
      }
    }
    context.fact("users", users.size());
    context.fact("users_unknown", unknown);
  }
}
