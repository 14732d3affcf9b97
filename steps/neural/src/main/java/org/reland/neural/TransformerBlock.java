package org.reland.neural;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;

/** Attention and feed-forward network, each in a residual connection with dropout and a norm. */
final class TransformerBlock implements Layer {
  private final boolean normFirst;
  private final CausalSelfAttention attention;
  private final FeedForward network;
  private final LayerNorm attentionNorm;
  private final LayerNorm networkNorm;
  private final Dropout attentionDropout;
  private final Dropout networkDropout;

  TransformerBlock(String name, Trunk trunk, RandomGenerator random, Parallel parallel) {
    normFirst = trunk.normFirst();
    attention = new CausalSelfAttention(name + ".attention", trunk, random, parallel);
    network = new FeedForward(name + ".network", trunk, random, parallel);
    attentionNorm =
        new LayerNorm(name + ".attention.norm", trunk.dimensions(), trunk.learningRate());
    networkNorm = new LayerNorm(name + ".network.norm", trunk.dimensions(), trunk.learningRate());
    attentionDropout = new Dropout(trunk.dropout());
    networkDropout = new Dropout(trunk.dropout());
  }

  @Override
  public List<Weight> weights() {
    List<Weight> weights = new ArrayList<>();
    for (Layer layer : List.of(attention, attentionNorm, network, networkNorm)) {
      weights.addAll(layer.weights());
    }
    return weights;
  }

  Matrix forward(Matrix x, Packing packing, @Nullable RandomGenerator random) {
    Matrix seen = attention.forward(normFirst ? attentionNorm.forward(x) : x, packing, random);
    attentionDropout.forward(seen.data(), random);
    VectorOps.axpy(1, x.data(), seen.data());
    Matrix middle = normFirst ? seen : attentionNorm.forward(seen);
    Matrix out = network.forward(normFirst ? networkNorm.forward(middle) : middle);
    networkDropout.forward(out.data(), random);
    VectorOps.axpy(1, middle.data(), out.data());
    return normFirst ? out : networkNorm.forward(out);
  }

  @Override
  public Matrix backward(Matrix gradient) {
    Matrix ofOut = normFirst ? gradient : networkNorm.backward(gradient);
    Matrix ofNetwork = ofOut.copy();
    networkDropout.backward(ofNetwork.data());
    Matrix ofMiddle = network.backward(ofNetwork);
    if (normFirst) {
      ofMiddle = networkNorm.backward(ofMiddle);
    }
    VectorOps.axpy(1, ofOut.data(), ofMiddle.data());
    Matrix ofSeen = normFirst ? ofMiddle : attentionNorm.backward(ofMiddle);
    Matrix ofAttention = ofSeen.copy();
    attentionDropout.backward(ofAttention.data());
    Matrix ofX = attention.backward(ofAttention);
    if (normFirst) {
      ofX = attentionNorm.backward(ofX);
    }
    VectorOps.axpy(1, ofSeen.data(), ofX.data());
    return ofX;
  }
}
