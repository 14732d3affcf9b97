package org.reland.recommend.train;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Parameter;
import org.reland.kit.error.BadDataException;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.TableInput;
import org.reland.linalg.Matrix;
import org.reland.neural.Weight;
import org.reland.recommend.backbone.Backbone;
import org.reland.recommend.model.ModelRows;

/**
 * The trained model of the same cell without rationales. Since these are fused onto a base that
 * stands still, every variant with rationales would train this very base once more.
 *
 * @param model its matrices
 * @param epochs that it was trained for
 */
record Base(Map<String, Matrix> model, int epochs) {
  /** How the names of the fusion layer's weights begin. */
  static final String FUSION = "fusion.";

  /** The one that the node is connected to; null where it trains its base itself. */
  static @Nullable Base read(StepContext context) throws IOException {
    if (!context.has(Artifacts.MODEL)) {
      return null;
    }
    TableInput<Parameter> input = context.read(Artifacts.MODEL);
    @Nullable Double epochs = input.facts().get("epochs");
    if (epochs == null) {
      throw new BadDataException(
          "%s does not say for how many epochs it was trained: run it again with --from %s"
              .formatted(input.node(), input.node()));
    }
    return new Base(ModelRows.read(input), epochs.intValue());
  }

  /** Sets all weights but those of the fusion, which the base does not have. */
  void restore(Backbone backbone) {
    for (Weight weight : backbone.weights()) {
      @Nullable Matrix value = model.get(weight.name());
      if (value == null) {
        // A table that scores as it is learned is written once.
        value = model.get("scoring." + weight.name());
      }
      if (value == null && weight.name().startsWith(FUSION)) {
        continue;
      }
      if (value == null || value.data().length != weight.value().data().length) {
        throw new BadDataException(
            "the model of the base lacks %s, or has it in another size: train it again under this configuration"
                .formatted(weight.name()));
      }
      System.arraycopy(value.data(), 0, weight.value().data(), 0, value.data().length);
    }
  }
}
