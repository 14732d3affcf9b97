package org.reland.reasoning.embed;

import static org.reland.kit.artifact.Artifacts.ITEMS;
import static org.reland.kit.artifact.Artifacts.ITEM_VECTORS;
import static org.reland.kit.artifact.Artifacts.RATIONALES;
import static org.reland.kit.artifact.Artifacts.RATIONALE_VECTORS;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.ItemVector;
import org.reland.kit.artifact.Rationale;
import org.reland.kit.artifact.RationaleVector;
import org.reland.kit.step.Image;
import org.reland.kit.step.Step;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.StepSpec;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.reasoning.text.Catalog;
import org.reland.reasoning.transformer.SentenceEncoder;

/**
 * TextEncoder(r) of Eq. 5, for items and rationales in one space. The encoder is fitted on the
 * items' texts alone: other rationales, or none, leave the item vectors as they are.
 */
public final class EmbedStep implements Step<EmbedConfig> {
  @Override
  public StepSpec<EmbedConfig> spec() {
    return StepSpec.of("embed", 2, EmbedConfig.class)
        .reads(ITEMS)
        .readsIfThere(RATIONALES)
        .writes(ITEM_VECTORS, RATIONALE_VECTORS)
        .seeded()
        .needs(1024, true)
        .image(Image.REASONING)
        .build();
  }

  @Override
  public String identity(EmbedConfig config) throws IOException {
    return config.isTransformer() ? SentenceEncoder.digest(Path.of(config.modelFolder())) : "";
  }

  @Override
  public Set<String> unused(EmbedConfig config) {
    return config.isTransformer()
        ? Set.of("dimensions", "min_items", "bigrams")
        : Set.of("model_folder");
  }

  @Override
  public void run(EmbedConfig config, StepContext context) throws IOException {
    List<Item> items = Catalog.read(context.read(ITEMS)).items();
    List<Rationale> rationales =
        context.has(RATIONALES) ? context.read(RATIONALES).list() : List.of();
    context
        .progress()
        .plan(
            "%,d items and %,d rationales by %s"
                .formatted(items.size(), rationales.size(), config.encoder()));
    try (Parallel parallel = Parallel.of(context.threads())) {
      List<String> itemTexts =
          items.stream().map(item -> Texts.of(item, config.itemText())).toList();
      TextEncoder encoder =
          Encoders.of(config.encoder()).fit(config, itemTexts, context.random("encoder"), parallel);
      Matrix itemVectors = encoder.encode(itemTexts);
      for (Item item : items) {
        context.write(ITEM_VECTORS).write(new ItemVector(item.id(), itemVectors.row(item.item())));
      }
      Matrix rationaleVectors =
          encoder.encode(
              rationales.stream().map(r -> Texts.of(r, config.rationaleText())).toList());
      for (int r = 0; r < rationales.size(); r++) {
        context
            .write(RATIONALE_VECTORS)
            .write(new RationaleVector(rationales.get(r).id(), rationaleVectors.row(r)));
      }
      context.fact("items", (double) items.size());
      context.fact("rationales", (double) rationales.size());
      context.fact("dimensions", (double) encoder.dimensions());
      context.fact("items_without_words", (double) zeroRows(itemVectors));
      context.fact("rationales_without_words", (double) zeroRows(rationaleVectors));
    }
  }

  private static int zeroRows(Matrix vectors) {
    int zeros = 0;
    for (int r = 0; r < vectors.rows(); r++) {
      boolean zero = true;
      for (int c = 0; c < vectors.cols() && zero; c++) {
        zero = vectors.get(r, c) == 0;
      }
      zeros += zero ? 1 : 0;
    }
    return zeros;
  }
}
