package org.reland.recommend.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reland.kit.artifact.Parameter;
import org.reland.kit.step.TableInput;
import org.reland.kit.step.TableWriter;
import org.reland.linalg.Matrix;

/** The model artifact: named matrices as rows of {@link Parameter}, in the order given. */
public final class ModelRows {
  private ModelRows() {}

  public static void write(Map<String, Matrix> matrices, TableWriter<Parameter> writer)
      throws IOException {
    for (Map.Entry<String, Matrix> entry : matrices.entrySet()) {
      Matrix matrix = entry.getValue();
      for (int row = 0; row < matrix.rows(); row++) {
        writer.write(new Parameter(entry.getKey(), row, matrix.row(row)));
      }
    }
  }

  public static Map<String, Matrix> read(TableInput<Parameter> input) throws IOException {
    Map<String, List<float[]>> rows = new LinkedHashMap<>();
    input.forEach(
        row -> rows.computeIfAbsent(row.matrix(), m -> new ArrayList<>()).add(row.values()));
    Map<String, Matrix> matrices = new LinkedHashMap<>();
    rows.forEach((name, values) -> matrices.put(name, matrix(values)));
    return matrices;
  }

  private static Matrix matrix(List<float[]> rows) {
    Matrix matrix = new Matrix(rows.size(), rows.getFirst().length);
    for (int r = 0; r < rows.size(); r++) {
      matrix.setRow(r, rows.get(r));
    }
    return matrix;
  }
}
