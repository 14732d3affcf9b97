package org.reland.behavior.split;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.HistoryEntry;
import org.reland.kit.artifact.Interaction;
import org.reland.kit.artifact.Split;
import org.reland.kit.step.Step;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.StepSpec;
import org.reland.kit.step.TableInput;

/**
 * Cuts every history and hands on the part that everything before training may see. That part is
 * the collaborative-filtering training part: it lies inside the sequential one, so that one encoder
 * and one pool serve both protocols without a leak.
 */
public final class SplitStep implements Step<SplitConfig> {
  @Override
  public StepSpec<SplitConfig> spec() {
    return StepSpec.of("split", 1, SplitConfig.class)
        .reads(Artifacts.INTERACTIONS)
        .writes(Artifacts.HISTORY, Artifacts.SPLITS)
        .needs(512, false)
        .build();
  }

  @Override
  public void run(SplitConfig config, StepContext context) throws IOException {
    TableInput<Interaction> interactions = context.read(Artifacts.INTERACTIONS);
    context.progress().plan("cut %,d interactions".formatted(interactions.rows()));
    long train = 0;
    long users = 0;
    for (int part = 0; part < interactions.parts(); part++) {
      if (part > 0) {
        context.write(Artifacts.HISTORY).nextPart();
      }
      List<Interaction> history = new ArrayList<>();
      for (Interaction next : interactions.part(part).list()) {
        if (!history.isEmpty() && history.getFirst().user() != next.user()) {
          train += write(history, config, context);
          users++;
          history.clear();
        }
        history.add(next);
      }
      if (!history.isEmpty()) {
        train += write(history, config, context);
        users++;
      }
      context.progress().advance(part + 1L, interactions.parts(), "parts");
    }
    context.fact("users", (double) users);
    context.fact("cf_train", (double) train);
    context.fact("cf_held_out", interactions.rows() - (double) train);
  }

  private static int write(List<Interaction> history, SplitConfig config, StepContext context)
      throws IOException {
    int user = history.getFirst().user();
    Split split =
        config.holdOut() ? Cuts.of(user, history.size()) : Cuts.none(user, history.size());
    context.write(Artifacts.SPLITS).write(split);
    for (Interaction entry : history.subList(0, split.cfTrainEnd())) {
      context
          .write(Artifacts.HISTORY)
          .write(new HistoryEntry(entry.user(), entry.item(), entry.time(), entry.position()));
    }
    return split.cfTrainEnd();
  }
}
