package org.reland.behavior.encode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reland.kit.artifact.Parameter;
import org.reland.kit.error.BadDataException;
import org.reland.kit.step.TableInput;
import org.reland.kit.step.TableWriter;
import org.reland.linalg.Matrix;
import org.reland.neural.Layer;
import org.reland.neural.Weight;

/**
 * The weights of a frozen encoder beside its item table. An encoder of layers writes its shape
 * under a name of its own, by which it is told from the others; LightGCN has no weights.
 */
final class EncoderWeights {
  private final Map<String, Matrix> matrices;

  private EncoderWeights(Map<String, Matrix> matrices) {
    this.matrices = matrices;
  }

  static EncoderWeights of(Map<String, Matrix> matrices) {
    return new EncoderWeights(matrices);
  }

  static EncoderWeights read(TableInput<Parameter> input) throws IOException {
    Map<String, List<float[]>> rows = new LinkedHashMap<>();
    input.forEach(
        row -> rows.computeIfAbsent(row.matrix(), m -> new ArrayList<>()).add(row.values()));
    Map<String, Matrix> matrices = new LinkedHashMap<>();
    rows.forEach(
        (name, values) -> {
          Matrix matrix = new Matrix(values.size(), values.getFirst().length);
          for (int r = 0; r < values.size(); r++) {
            matrix.setRow(r, values.get(r));
          }
          matrices.put(name, matrix);
        });
    return of(matrices);
  }

  void write(TableWriter<Parameter> writer) throws IOException {
    for (Map.Entry<String, Matrix> entry : matrices.entrySet()) {
      for (int row = 0; row < entry.getValue().rows(); row++) {
        writer.write(new Parameter(entry.getKey(), row, entry.getValue().row(row)));
      }
    }
  }

  boolean isEmpty() {
    return matrices.isEmpty();
  }

  boolean has(String name) {
    return matrices.containsKey(name);
  }

  /** One number of a shape. */
  int number(String name, int column) {
    Matrix shape = matrix(name, 1, column + 1);
    return (int) shape.get(0, column);
  }

  /** Adds those of a layer to what is written. */
  static void put(Layer layer, Map<String, Matrix> into) {
    layer.weights().forEach(weight -> into.put(weight.name(), weight.value()));
  }

  /**
   * Gives a layer the weights of its names.
   *
   * @throws BadDataException where one is missing or of another shape
   */
  void load(Layer layer) {
    for (Weight weight : layer.weights()) {
      Matrix value = weight.value();
      Matrix found = matrix(weight.name(), value.rows(), value.cols());
      if (found.rows() != value.rows() || found.cols() != value.cols()) {
        throw broken(
            "%s is %d x %d and must be %d x %d"
                .formatted(weight.name(), found.rows(), found.cols(), value.rows(), value.cols()));
      }
      System.arraycopy(found.data(), 0, value.data(), 0, value.data().length);
    }
  }

  private Matrix matrix(String name, int rows, int cols) {
    Matrix found = matrices.get(name);
    if (found == null || found.rows() < rows || found.cols() < cols) {
      throw broken("%s is missing or too small".formatted(name));
    }
    return found;
  }

  private BadDataException broken(String what) {
    return new BadDataException(
        "the encoder's weights do not fit together: %s; there are %s. Train it again (reland run --rhythm encoder)"
            .formatted(what, Arrays.toString(matrices.keySet().toArray())));
  }

  BadDataException unknown() {
    return new BadDataException(
        "the weights %s are of no encoder that this version knows: train it again (reland run --rhythm encoder), or use the version that trained it"
            .formatted(matrices.keySet()));
  }
}
