package org.reland.neural;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;

/**
 * The trunk of SASRec (Kang and McAuley, ICDM 2018): learned positions are added to the rows, then
 * causal blocks follow. With the norm last the rows are normalised before the first block, with the
 * norm first behind the last one.
 */
public final class Transformer implements SequenceTrunk {
  private final Trunk trunk;
  private final Weight positions;
  private final LayerNorm norm;
  private final Dropout dropout;
  private final List<TransformerBlock> blocks;
  private @Nullable Packing packing;

  public Transformer(String name, Trunk trunk, RandomGenerator random, Parallel parallel) {
    this.trunk = trunk;
    positions =
        Weight.of(
            name + ".positions",
            Initial.normal(trunk.length(), trunk.dimensions(), trunk.deviation(), random),
            trunk.learningRate());
    norm = new LayerNorm(name + ".norm", trunk.dimensions(), trunk.learningRate());
    dropout = new Dropout(trunk.dropout());
    blocks =
        IntStream.range(0, trunk.blocks())
            .mapToObj(b -> new TransformerBlock(name + ".block" + b, trunk, random, parallel))
            .toList();
  }

  @Override
  public List<Weight> weights() {
    List<Weight> weights = new ArrayList<>(List.of(positions));
    weights.addAll(norm.weights());
    blocks.forEach(block -> weights.addAll(block.weights()));
    return weights;
  }

  @Override
  public Matrix forward(Matrix rows, Packing sequences, @Nullable RandomGenerator random) {
    packing = sequences;
    Matrix x = rows.copy();
    int d = x.cols();
    float[] p = positions.value().data();
    for (int s = 0; s < sequences.sequences(); s++) {
      VectorOps.axpy(1, p, 0, x.data(), sequences.from(s) * d, sequences.length(s) * d);
    }
    if (!trunk.normFirst()) {
      x = norm.forward(x);
    }
    dropout.forward(x.data(), random);
    for (TransformerBlock block : blocks) {
      x = block.forward(x, sequences, random);
    }
    return trunk.normFirst() ? norm.forward(x) : x;
  }

  @Override
  public Matrix backward(Matrix gradient) {
    Matrix back = trunk.normFirst() ? norm.backward(gradient) : gradient.copy();
    for (TransformerBlock block : blocks.reversed()) {
      back = block.backward(back);
    }
    dropout.backward(back.data());
    if (!trunk.normFirst()) {
      back = norm.backward(back);
    }
    Packing sequences = Forward.of(packing);
    int d = back.cols();
    float[] p = positions.gradient().data();
    for (int s = 0; s < sequences.sequences(); s++) {
      VectorOps.axpy(1, back.data(), sequences.from(s) * d, p, 0, sequences.length(s) * d);
    }
    return back;
  }
}
