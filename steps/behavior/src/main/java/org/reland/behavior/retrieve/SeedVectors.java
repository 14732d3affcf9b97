package org.reland.behavior.retrieve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.step.StepContext;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;

/** What of the pool is compared; its texts and rationale vectors stay where they are. */
record SeedVectors(List<String> ids, List<float[]> vectors) {
  static SeedVectors read(Comparison comparison, StepContext context) throws IOException {
    SeedVectors seeds = new SeedVectors(new ArrayList<>(), new ArrayList<>());
    context
        .read(Artifacts.POOL)
        .forEach(
            entry -> {
              seeds.ids.add(entry.seed());
              seeds.vectors.add(comparison.vector(entry.behavior(), entry.content()));
            });
    return seeds;
  }

  NearestSeeds among(Parallel parallel) {
    return NearestSeeds.among(ids, rows(vectors), parallel);
  }

  /** One row each. */
  static Matrix rows(List<float[]> vectors) {
    Matrix matrix = new Matrix(vectors.size(), vectors.isEmpty() ? 0 : vectors.getFirst().length);
    for (int row = 0; row < vectors.size(); row++) {
      matrix.setRow(row, vectors.get(row));
    }
    return matrix;
  }
}
