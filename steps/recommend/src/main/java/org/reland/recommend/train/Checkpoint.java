package org.reland.recommend.train;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reland.kit.artifact.CurvePoint;
import org.reland.kit.step.CheckpointFormat;
import org.reland.linalg.Matrix;
import org.reland.neural.Weight;
import org.reland.recommend.backbone.Backbone;
import org.reland.recommend.ranking.Ranker;

/**
 * A training between two epochs as a stream of bytes: a run that was killed goes on from it and
 * ends with the same weights. Random numbers need no place in it, since every epoch has a stream of
 * its own.
 */
final class Checkpoint {
  private static final int FORMAT = 2;

  private Checkpoint() {}

  static void write(Backbone backbone, Progression progression, OutputStream to)
      throws IOException {
    format(backbone).write(out -> write(backbone, progression, out), to);
  }

  private static void write(Backbone backbone, Progression progression, DataOutputStream out)
      throws IOException {
    out.writeInt(progression.baseEpochs);
    out.writeInt(progression.epochs());
    for (CurvePoint point : progression.curve) {
      out.writeDouble(point.loss());
      Double ndcg = point.ndcg10();
      out.writeDouble(ndcg == null ? Double.NaN : ndcg);
      out.writeDouble(point.seconds());
    }
    out.writeInt(progression.phase);
    out.writeInt(progression.phaseStart);
    out.writeInt(progression.bestEpoch);
    out.writeDouble(progression.bestNdcg);
    out.writeBoolean(!progression.best.isEmpty());
    for (int i = 0; i < backbone.weights().size(); i++) {
      Weight weight = backbone.weights().get(i);
      FloatBlocks.write(weight.value().data(), out);
      FloatBlocks.write(weight.adam().firstMoment(), out);
      FloatBlocks.write(weight.adam().secondMoment(), out);
      out.writeInt(weight.adam().steps());
      if (!progression.best.isEmpty()) {
        FloatBlocks.write(progression.best.get(i).data(), out);
      }
    }
  }

  /**
   * Brings a new backbone of the same configuration to the state written down.
   *
   * @param validation by which a phase chooses what it is about; null where nothing may be chosen
   * @return empty, and the backbone untouched, where the bytes are no such checkpoint
   */
  static Optional<Progression> restore(
      CheckpointFormat.Source checkpoint,
      Backbone backbone,
      @Nullable ToDoubleFunction<Ranker> validation)
      throws IOException {
    Optional<DataInputStream> state = format(backbone).read(checkpoint);
    if (state.isEmpty()) {
      return Optional.empty();
    }
    try (DataInputStream in = state.get()) {
      return Optional.of(read(in, backbone, validation));
    }
  }

  private static CheckpointFormat format(Backbone backbone) {
    List<Integer> shape =
        backbone.weights().stream()
            .flatMap(weight -> Stream.of(weight.value().rows(), weight.value().cols()))
            .toList();
    return new CheckpointFormat("train", FORMAT, shape);
  }

  private static Progression read(
      DataInputStream in, Backbone backbone, @Nullable ToDoubleFunction<Ranker> validation)
      throws IOException {
    Progression progression = new Progression();
    progression.baseEpochs = in.readInt();
    int epochs = in.readInt();
    for (int epoch = progression.baseEpochs + 1; epoch <= epochs; epoch++) {
      double loss = in.readDouble();
      double ndcg = in.readDouble();
      progression.curve.add(
          new CurvePoint(epoch, loss, Double.isNaN(ndcg) ? null : ndcg, in.readDouble()));
    }
    progression.phase = in.readInt();
    progression.phaseStart = in.readInt();
    progression.bestEpoch = in.readInt();
    progression.bestNdcg = in.readDouble();
    boolean hasBest = in.readBoolean();
    Map<Weight, float[]> fusion = new LinkedHashMap<>();
    for (Weight weight : backbone.weights()) {
      Matrix value = weight.value();
      boolean ofFusion = weight.name().startsWith(Base.FUSION);
      float[] values = ofFusion ? new float[value.data().length] : value.data();
      FloatBlocks.read(in, values);
      if (ofFusion) {
        fusion.put(weight, values);
      }
      float[] first = new float[value.data().length];
      float[] second = new float[value.data().length];
      FloatBlocks.read(in, first);
      FloatBlocks.read(in, second);
      weight.adam().restore(first, second, in.readInt());
      if (hasBest) {
        Matrix best = new Matrix(value.rows(), value.cols());
        FloatBlocks.read(in, best.data());
        progression.best.add(best);
      }
    }
    // What was chosen before the fusion had learned is chosen again before its weights are set.
    for (int phase = 0; phase < progression.phase; phase++) {
      backbone.nextPhase(validation);
    }
    fusion.forEach(
        (weight, values) -> System.arraycopy(values, 0, weight.value().data(), 0, values.length));
    return progression;
  }
}
