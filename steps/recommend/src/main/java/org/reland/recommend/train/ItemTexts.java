package org.reland.recommend.train;

import java.io.IOException;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.error.BadDataException;
import org.reland.kit.step.StepContext;
import org.reland.linalg.Matrix;

/** The items' text vectors as one matrix; an item without a row keeps zeros. */
final class ItemTexts {
  private ItemTexts() {}

  static Matrix read(StepContext context, int items) throws IOException {
    Matrix[] texts = new Matrix[1];
    context
        .read(Artifacts.ITEM_VECTORS)
        .forEach(
            row -> {
              if (texts[0] == null) {
                texts[0] = new Matrix(items, row.vector().length);
              }
              texts[0].setRow(row.item(), row.vector());
            });
    if (texts[0] == null) {
      throw new BadDataException("item_vectors is empty: run embed on these items");
    }
    return texts[0];
  }
}
