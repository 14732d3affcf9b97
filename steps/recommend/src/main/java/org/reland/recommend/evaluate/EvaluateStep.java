package org.reland.recommend.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Metric;
import org.reland.kit.artifact.Parameter;
import org.reland.kit.artifact.UserMetric;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.step.Image;
import org.reland.kit.step.Step;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.StepSpec;
import org.reland.kit.step.TableInput;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.recommend.backbone.Backbones;
import org.reland.recommend.data.ActivityQuartiles;
import org.reland.recommend.data.Cell;
import org.reland.recommend.data.CollaborativeData;
import org.reland.recommend.data.Histories;
import org.reland.recommend.data.SequentialData;
import org.reland.recommend.data.UserItems;
import org.reland.recommend.model.ModelRows;
import org.reland.recommend.ranking.FullRanking;
import org.reland.recommend.ranking.Ranker;

/** Measures one trained cell on the test items by full ranking, user by user and in the mean. */
public final class EvaluateStep implements Step<EvaluateConfig> {
  /** Everybody. */
  public static final String ALL = "all";

  @Override
  public StepSpec<EvaluateConfig> spec() {
    return StepSpec.of("evaluate", 1, EvaluateConfig.class)
        .reads(
            Artifacts.MODEL,
            Artifacts.USERS,
            Artifacts.ITEMS,
            Artifacts.INTERACTIONS,
            Artifacts.SPLITS)
        .writes(Artifacts.USER_METRICS, Artifacts.METRICS)
        .needs(500, true)
        .image(Image.RECOMMEND)
        .build();
  }

  @Override
  public void run(EvaluateConfig config, StepContext context) throws IOException {
    Measured measured =
        Backbones.isSequential(config.backbone())
            ? Measured.of(SequentialData.read(context))
            : Measured.of(CollaborativeData.read(context));
    context
        .progress()
        .plan(
            "%s: full ranking of %,d items for %,d users"
                .formatted(config.cell(), measured.items(), measured.train().users()));
    requireSameCell(config, context.read(Artifacts.MODEL));
    try (Parallel parallel = Parallel.of(context.threads())) {
      Map<String, Matrix> model = ModelRows.read(context.read(Artifacts.MODEL));
      Ranker ranker = Backbones.ranker(config.backbone(), model, measured.histories(), parallel);
      for (Protocol protocol : measured.protocols()) {
        FullRanking ranking =
            new FullRanking(config.values(), protocol.relevant(), protocol.masked());
        write(protocol, ranking.evaluate(ranker), measured.train(), context);
      }
    }
  }

  /**
   * What a backbone is measured by.
   *
   * @param histories what is known before the test items; empty where order is not looked at
   */
  private record Measured(
      int items, UserItems train, Histories histories, List<Protocol> protocols) {
    static Measured of(CollaborativeData data) {
      return new Measured(
          data.items(), data.train(), Histories.of(new int[0][]), Protocol.of(data));
    }

    static Measured of(SequentialData data) {
      return new Measured(data.items(), data.train().sets(), data.beforeTest(), Protocol.of(data));
    }
  }

  private static void requireSameCell(EvaluateConfig config, TableInput<Parameter> model) {
    Map<String, Object> trained = model.config();
    Cell cell =
        new Cell(
            trained.get("backbone").toString(),
            trained.get("variant").toString(),
            Integer.parseInt(trained.get("repetition").toString()));
    if (!cell.equals(config.cell())) {
      throw new ConfigurationException(
          "evaluate is set to the cell %s, but the model that it reads is of %s: give both the same backbone, variant and repetition"
              .formatted(config.cell(), cell));
    }
  }

  private static void write(
      Protocol protocol, FullRanking.Scores scores, UserItems train, StepContext context)
      throws IOException {
    for (int c = 0; c < scores.cutoffs().length; c++) {
      for (int n = 0; n < scores.users().length; n++) {
        context
            .write(Artifacts.USER_METRICS)
            .write(
                new UserMetric(
                    scores.users()[n],
                    protocol.name(),
                    protocol.isMasked(),
                    scores.cutoffs()[c],
                    (float) scores.ndcg()[c][n],
                    (float) scores.hitRatio()[c][n]));
      }
    }
    List<int[]> levels = ActivityQuartiles.of(train);
    for (int c = 0; c < scores.cutoffs().length; c++) {
      List<Metric> rows = new ArrayList<>();
      rows.add(mean(protocol, ALL, everybody(train.users()), scores, c));
      for (int level = 0; level < levels.size(); level++) {
        String name = ActivityQuartiles.LEVELS.get(level);
        rows.add(mean(protocol, name, setOf(levels.get(level)), scores, c));
      }
      context.write(Artifacts.METRICS).writeAll(rows);
    }
  }

  private static Metric mean(
      Protocol protocol, String group, BitSet members, FullRanking.Scores scores, int cutoff) {
    int count = 0;
    double ndcg = 0;
    double hitRatio = 0;
    for (int n = 0; n < scores.users().length; n++) {
      if (members.get(scores.users()[n])) {
        count++;
        ndcg += scores.ndcg()[cutoff][n];
        hitRatio += scores.hitRatio()[cutoff][n];
      }
    }
    int divisor = Math.max(1, count);
    return new Metric(
        protocol.name(),
        protocol.isMasked(),
        group,
        scores.cutoffs()[cutoff],
        count,
        ndcg / divisor,
        hitRatio / divisor);
  }

  private static BitSet everybody(int users) {
    BitSet set = new BitSet();
    set.set(0, users);
    return set;
  }

  private static BitSet setOf(int[] users) {
    BitSet set = new BitSet();
    for (int user : users) {
      set.set(user);
    }
    return set;
  }
}
