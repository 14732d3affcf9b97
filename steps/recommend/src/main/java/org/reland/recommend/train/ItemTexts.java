package org.reland.recommend.train;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.error.BadDataException;
import org.reland.kit.step.StepContext;
import org.reland.linalg.Matrix;

/** The items' text vectors as one matrix; an item without a row keeps zeros. */
final class ItemTexts {
  private ItemTexts() {}

  static Matrix read(StepContext context, int items) throws IOException {
    Map<String, Integer> rows = new HashMap<>();
    context.read(Artifacts.ITEMS).forEach(item -> rows.put(item.id(), item.item()));
    Matrix[] texts = new Matrix[1];
    context
        .read(Artifacts.ITEM_VECTORS)
        .forEach(
            row -> {
              if (texts[0] == null) {
                texts[0] = new Matrix(items, row.vector().length);
              }
              Integer item = rows.get(row.id());
              if (item != null) {
                texts[0].setRow(item, row.vector());
              }
            });
    if (texts[0] == null) {
      throw new BadDataException("item_vectors is empty: run embed on these items");
    }
    return texts[0];
  }
}
