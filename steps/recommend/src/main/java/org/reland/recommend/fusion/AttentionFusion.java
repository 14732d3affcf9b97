package org.reland.recommend.fusion;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Gemm;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;
import org.reland.linalg.Xavier;
import org.reland.neural.Weight;
import org.reland.recommend.data.ActivityQuartiles;
import org.reland.recommend.data.UserItems;

/**
 * The paper's fusion layer (Eq. 5): z_u = Linear(text vector of the matched rationale), [a1, a2] =
 * softmax([e_u . W, z_u . W]) with one learned vector W, e'_u = a1 e_u + a2 z_u. A user without a
 * match keeps e_u.
 *
 * <p>Holds the intermediate values of the last {@link #forward} for {@link #backward}.
 */
public final class AttentionFusion {
  private static final int CHUNK = 512;

  /** How far z_u . W starts below 0: the rationale's share starts near 1 / (1 + e^3). */
  private static final float RESERVE = 3;

  /** Length of W at the start. */
  private static final float LENGTH = 2;

  private final Rationales rationales;
  private final CsrMatrix seedsOfUsers;
  private final CsrMatrix usersOfSeeds;
  private final Weight projection;
  private final Weight bias;
  private final Weight attention;
  private final Parallel parallel;
  private final Matrix projectedSeeds;
  private final Matrix projected;
  private final Matrix projectedGradient;
  private final float[] rationaleShare;

  /**
   * Starts almost as if it were not there: the linear layer gives every user the same z_u, which
   * points away from W, so that little attention falls on it.
   *
   * @param dimensions d, the length of e_u
   */
  public AttentionFusion(
      Rationales rationales,
      int dimensions,
      double learningRate,
      RandomGenerator random,
      Parallel parallel) {
    this.rationales = rationales;
    this.seedsOfUsers = rationales.matches();
    this.usersOfSeeds = seedsOfUsers.transpose();
    this.parallel = parallel;
    int text = rationales.vectors().cols();
    projection = Weight.of("fusion.projection", new Matrix(text, dimensions), learningRate);
    Matrix direction = new Matrix(1, dimensions);
    Xavier.fill(direction, 0, 1, random);
    VectorOps.normalizeRows(direction);
    Matrix start = new Matrix(1, dimensions);
    VectorOps.axpy(-RESERVE / LENGTH, direction.data(), start.data());
    bias = Weight.of("fusion.bias", start, learningRate);
    for (int j = 0; j < dimensions; j++) {
      direction.set(0, j, LENGTH * direction.get(0, j));
    }
    attention = Weight.of("fusion.attention", direction, learningRate);
    projectedSeeds = new Matrix(rationales.vectors().rows(), dimensions);
    projected = new Matrix(seedsOfUsers.rows(), dimensions);
    projectedGradient = new Matrix(seedsOfUsers.rows(), dimensions);
    rationaleShare = new float[seedsOfUsers.rows()];
  }

  private AttentionFusion(AttentionFusion trained, Rationales rationales) {
    this.rationales = rationales;
    this.seedsOfUsers = rationales.matches();
    this.usersOfSeeds = seedsOfUsers.transpose();
    this.parallel = trained.parallel;
    this.projection = trained.projection;
    this.bias = trained.bias;
    this.attention = trained.attention;
    int dimensions = attention.value().cols();
    projectedSeeds = new Matrix(rationales.vectors().rows(), dimensions);
    projected = new Matrix(seedsOfUsers.rows(), dimensions);
    projectedGradient = new Matrix(seedsOfUsers.rows(), dimensions);
    rationaleShare = new float[seedsOfUsers.rows()];
  }

  /**
   * The same layer, with the same weights, over other rows than one a user.
   *
   * @param users the user of every row
   */
  public AttentionFusion over(int[] users) {
    return over(rationales.of(users));
  }

  /** The same layer, with the same weights, over other rationales of the same pool, one a row. */
  public AttentionFusion over(Rationales others) {
    return new AttentionFusion(this, others);
  }

  /** As it stands, for a model. */
  public FrozenFusion frozen() {
    int d = attention.value().cols();
    Gemm.multiply(rationales.vectors(), projection.value(), projectedSeeds, parallel);
    seedsOfUsers.multiply(projectedSeeds, projected, parallel);
    Matrix kept = new Matrix(seedsOfUsers.rows(), d + 1);
    for (int u = 0; u < kept.rows(); u++) {
      if (rationales.matched(u)) {
        projected.copyRow(u, kept.data(), u * (d + 1));
        VectorOps.axpy(1, bias.value().data(), 0, kept.data(), u * (d + 1), d);
        kept.set(u, d, 1);
      }
    }
    return new FrozenFusion(kept, attention.value().copy());
  }

  public List<Weight> weights() {
    return List.of(projection, bias, attention);
  }

  /**
   * Fuses the users' rows in place.
   *
   * @param users its first rows are e_u of all users, rows x d; they become e'_u
   */
  public void forward(Matrix users) {
    int d = users.cols();
    // Linear commutes with the mean over matches, so it is applied to the seeds.
    Gemm.multiply(rationales.vectors(), projection.value(), projectedSeeds, parallel);
    seedsOfUsers.multiply(projectedSeeds, projected, parallel);
    float[] e = users.data();
    float[] z = projected.data();
    float[] w = attention.value().data();
    forUsers(
        u -> {
          int at = u * d;
          VectorOps.axpy(1, bias.value().data(), 0, z, at, d);
          float a2 = share(VectorOps.dot(z, at, w, 0, d) - VectorOps.dot(e, at, w, 0, d));
          rationaleShare[u] = a2;
          for (int j = at; j < at + d; j++) {
            e[j] = Math.fma(a2, z[j] - e[j], e[j]); // Eq. 5 with a1 = 1 - a2
          }
        });
  }

  /**
   * Takes the gradient back through the fusion and sets the gradients of the layer's weights.
   *
   * @param ego e_u as it was before {@link #forward}, rows x d
   * @param gradient with respect to e'_u; becomes the one with respect to e_u
   */
  public void backward(Matrix ego, Matrix gradient) {
    int d = ego.cols();
    float[] e = ego.data();
    float[] g = gradient.data();
    float[] z = projected.data();
    float[] dz = projectedGradient.data();
    float[] w = attention.value().data();
    int chunks = (rationaleShare.length + CHUNK - 1) / CHUNK;
    Matrix attentionParts = new Matrix(chunks, d);
    Matrix biasParts = new Matrix(chunks, d);
    forUsers(
        u -> {
          int at = u * d;
          float a2 = rationaleShare[u];
          float slope =
              a2 * (1 - a2) * (VectorOps.dot(g, at, z, at, d) - VectorOps.dot(g, at, e, at, d));
          int part = u / CHUNK * d;
          for (int j = 0; j < d; j++) {
            float outer = g[at + j];
            float rationale = Math.fma(slope, w[j], a2 * outer);
            dz[at + j] = rationale;
            biasParts.data()[part + j] += rationale;
            attentionParts.data()[part + j] += slope * (z[at + j] - e[at + j]);
            g[at + j] = Math.fma(-slope, w[j], (1 - a2) * outer);
          }
        });
    addUp(attentionParts, attention.gradient());
    addUp(biasParts, bias.gradient());
    Matrix seedGradient = new Matrix(projectedSeeds.rows(), d);
    usersOfSeeds.multiply(projectedGradient, seedGradient, parallel);
    Gemm.transposedMultiply(rationales.vectors(), seedGradient, projection.gradient(), parallel);
  }

  public boolean matched(int user) {
    return rationales.matched(user);
  }

  /** a2 of a user, as of the last forward; meaningless without a match. */
  public float rationaleShare(int user) {
    return rationaleShare[user];
  }

  /** a2 of all users, as of the last forward; 0 without a match. */
  public float[] shares() {
    float[] shares = new float[rationaleShare.length];
    for (int u = 0; u < shares.length; u++) {
      shares[u] = rationales.matched(u) ? rationaleShare[u] : 0;
    }
    return shares;
  }

  /** The mean of a2 over all users that have a match, as of the last forward; 0 for none. */
  public double meanRationaleShare() {
    return meanRationaleShare(IntStream.range(0, rationaleShare.length).toArray());
  }

  /** The mean of a2 over the given users that have a match, as of the last forward; 0 for none. */
  public double meanRationaleShare(int[] users) {
    double sum = 0;
    int count = 0;
    for (int u : users) {
      if (rationales.matched(u)) {
        sum += rationaleShare[u];
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  /**
   * The mean of a2 as of the last forward, of all users and by quartile of activity; as facts.
   *
   * @param train what the users have done
   */
  public Map<String, Double> attention(UserItems train) {
    Map<String, Double> facts = new LinkedHashMap<>();
    facts.put("attention_all", meanRationaleShare());
    List<int[]> levels = ActivityQuartiles.of(train);
    for (int level = 0; level < levels.size(); level++) {
      facts.put(
          "attention_" + ActivityQuartiles.LEVELS.get(level),
          meanRationaleShare(levels.get(level)));
    }
    return facts;
  }

  /** Calls the body for every user with a match; the chunks are the same for any thread count. */
  private void forUsers(IntConsumer body) {
    int users = rationaleShare.length;
    parallel.forEach(
        (users + CHUNK - 1) / CHUNK,
        chunk -> {
          for (int u = chunk * CHUNK; u < Math.min(users, (chunk + 1) * CHUNK); u++) {
            if (rationales.matched(u)) {
              body.accept(u);
            }
          }
        });
  }

  private static void addUp(Matrix parts, Matrix into) {
    Arrays.fill(into.data(), 0);
    for (int p = 0; p < parts.rows(); p++) {
      VectorOps.axpy(1, parts.data(), p * parts.cols(), into.data(), 0, parts.cols());
    }
  }

  static float share(float difference) {
    return (float) (1 / (1 + StrictMath.exp(-difference)));
  }
}
