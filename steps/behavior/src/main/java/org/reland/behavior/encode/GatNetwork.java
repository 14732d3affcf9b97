package org.reland.behavior.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;
import org.reland.neural.AttentionGraph;
import org.reland.neural.Initial;
import org.reland.neural.Weight;

/**
 * Graph attention over users, items and the entities that items carry, trained to predict links
 * between users and items. The links of an update are hidden from its messages, so that they are
 * predicted and not read off; an epoch hides every link once, in parts. Nodes are numbered users
 * first, then items, then entities.
 */
final class GatNetwork implements EncoderNetwork {
  private final TrainingPairs pairs;
  private final ItemEntities entities;
  private final int heads;
  private final int parts;
  private final Weight embeddings;
  private final GatLayers layers;
  private final Parallel parallel;

  /**
   * What messages travel along.
   *
   * @param means users x (items and entities): the mean over a user's items
   */
  private record Messages(AttentionGraph graph, CsrMatrix means) {}

  /** At its start. */
  GatNetwork(
      EncodeConfig config,
      TrainingPairs pairs,
      ItemEntities entities,
      RandomGenerator random,
      Parallel parallel) {
    this.pairs = pairs;
    this.entities = entities;
    this.heads = config.gatHeads();
    this.parts = config.gatParts();
    this.parallel = parallel;
    int d = config.dimensions();
    double learningRate = config.gatLearningRate();
    embeddings =
        Weight.of(
            "gat.embeddings",
            Initial.uniform(pairs.items() + entities.count(), d, Math.sqrt(3.0 / d), random),
            learningRate);
    layers = GatLayers.of(d, heads, learningRate, random, parallel);
  }

  @Override
  public List<Weight> weights() {
    List<Weight> weights = new ArrayList<>(List.of(embeddings));
    weights.addAll(layers.weights());
    return weights;
  }

  @Override
  public double trainEpoch(RandomGenerator random) {
    Triples triples = Triples.draw(pairs, random);
    double sum = 0;
    for (int part = 0; part < parts; part++) {
      int from = (int) ((long) triples.size() * part / parts);
      int to = (int) ((long) triples.size() * (part + 1) / parts);
      if (from < to) {
        sum += lossAndGradients(triples, from, to) * (to - from);
        weights().forEach(weight -> weight.step(parallel));
      }
    }
    return sum / Math.max(1, triples.size());
  }

  /** The mean loss of the triples [from, to), whose links are hidden; sets the gradients. */
  double lossAndGradients(Triples triples, int from, int to) {
    weights().forEach(weight -> Arrays.fill(weight.gradient().data(), 0));
    int[] users = Arrays.copyOfRange(triples.users(), from, to);
    int[] positives = Arrays.copyOfRange(triples.positives(), from, to);
    boolean[] hidden = new boolean[pairs.size()];
    for (int t = 0; t < users.length; t++) {
      hidden[pairs.indexOf(users[t], positives[t])] = true;
    }
    Messages messages = messages(hidden);
    Matrix rows = forward(messages);
    Matrix gradient = new Matrix(rows.rows(), rows.cols());
    double loss =
        LinkLoss.lossAndGradient(
            rows,
            users,
            nodes(positives),
            nodes(Arrays.copyOfRange(triples.negatives(), from, to)),
            gradient);
    backward(messages, gradient);
    return loss;
  }

  private int[] nodes(int[] items) {
    return Arrays.stream(items).map(item -> pairs.users() + item).toArray();
  }

  /** The graph without the pairs that are hidden. */
  private Messages messages(boolean[] hidden) {
    int visible = 0;
    int[] pointers = new int[pairs.users() + 1];
    int[] columns = new int[pairs.size()];
    int[] users = new int[pairs.size() + entities.items().length];
    for (int e = 0; e < hidden.length; e++) {
      if (!hidden[e]) {
        users[visible] = pairs.userOf()[e];
        columns[visible++] = pairs.itemOf()[e];
        pointers[pairs.userOf()[e] + 1]++;
      }
    }
    float[] shares = new float[visible];
    for (int u = 0; u < pairs.users(); u++) {
      Arrays.fill(shares, pointers[u], pointers[u] + pointers[u + 1], 1f / pointers[u + 1]);
      pointers[u + 1] += pointers[u];
    }
    columns = Arrays.copyOf(columns, visible);
    int edges = visible + entities.items().length;
    int[] ends = Arrays.copyOf(users, edges);
    int[] others = Arrays.copyOf(nodes(columns), edges);
    int[] relations = new int[edges];
    Arrays.fill(relations, 0, visible, ItemEntities.INTERACTION);
    for (int e = 0; e < entities.items().length; e++) {
      ends[visible + e] = pairs.users() + entities.items()[e];
      others[visible + e] = pairs.users() + pairs.items() + entities.entities()[e];
      relations[visible + e] = entities.relations()[e];
    }
    int embedded = embeddings.value().rows();
    return new Messages(
        AttentionGraph.of(pairs.users() + embedded, ends, others, relations),
        CsrMatrix.of(pairs.users(), embedded, pointers, columns, shares));
  }

  /** All nodes' rows before the first attention. */
  private Matrix projected(Messages messages) {
    Matrix own = layers.firstProjection().forward(embeddings.value());
    Matrix ofUsers = new Matrix(pairs.users(), own.cols());
    messages.means.multiply(own, ofUsers, parallel);
    Matrix all = new Matrix(pairs.users() + own.rows(), own.cols());
    System.arraycopy(ofUsers.data(), 0, all.data(), 0, ofUsers.data().length);
    System.arraycopy(own.data(), 0, all.data(), ofUsers.data().length, own.data().length);
    return all;
  }

  private Matrix forward(Messages messages) {
    Matrix second = layers.toSecond(projected(messages), messages.graph);
    return layers.secondAttention().forward(second, messages.graph);
  }

  private void backward(Messages messages, Matrix gradient) {
    Matrix second = layers.secondAttention().backward(gradient);
    Matrix back = layers.firstAttention().backward(layers.secondProjection().backward(second));
    int d = back.cols();
    int ofUsers = pairs.users() * d;
    Matrix users = Matrix.of(Arrays.copyOf(back.data(), ofUsers), pairs.users(), d);
    Matrix own = new Matrix(embeddings.value().rows(), d);
    messages.means.transpose().multiply(users, own, parallel);
    VectorOps.axpy(1, back.data(), ofUsers, own.data(), 0, own.data().length);
    Matrix ofEmbeddings = layers.firstProjection().backward(own);
    VectorOps.axpy(1, ofEmbeddings.data(), embeddings.gradient().data());
  }

  /** The vectors of the users that it was trained on, by the whole graph. */
  Matrix users() {
    Matrix rows = forward(messages(new boolean[pairs.size()]));
    int floats = pairs.users() * rows.cols();
    return Matrix.of(Arrays.copyOf(rows.data(), floats), pairs.users(), rows.cols());
  }

  /** What users attend to: every item's row before the first attention and before the second. */
  @Override
  public FrozenEncoder freeze() {
    Messages whole = messages(new boolean[pairs.size()]);
    Matrix first = projected(whole);
    Matrix second = layers.toSecond(first, whole.graph);
    int d = first.cols();
    Matrix items = new Matrix(pairs.items(), 2 * d);
    for (int i = 0; i < pairs.items(); i++) {
      first.copyRow(pairs.users() + i, items.data(), 2 * i * d);
      second.copyRow(pairs.users() + i, items.data(), (2 * i + 1) * d);
    }
    Map<String, Matrix> frozen = new LinkedHashMap<>();
    frozen.put(GatEncoder.SHAPE, Matrix.of(new float[] {heads}, 1, 1));
    EncoderWeights.put(layers.firstAttention(), frozen);
    EncoderWeights.put(layers.secondProjection(), frozen);
    EncoderWeights.put(layers.secondAttention(), frozen);
    return new FrozenEncoder(items, frozen);
  }
}
