package org.reland.recommend.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reland.kit.artifact.Intake;

/**
 * The numbers of a run as {@code results.json} holds them; scripts may rely on the form. The
 * components are named as the JSON keys are, {@code tokens_in} included.
 *
 * @param intake what became of the raw data; empty where that was not noted
 * @param pool null where the run has none
 * @param sweep what comes of fewer seeds; empty where none was asked for
 * @param own_pools of the variants that have one of their own
 */
record Results(
    Data data,
    List<Intake> intake,
    @Nullable Pool pool,
    List<MetricRow> metrics,
    List<GroupRow> groups,
    List<TestRow> tests,
    Cost cost,
    List<SweepRow> sweep,
    List<OwnPool> own_pools) {

  /** Counts after filtering. */
  record Data(long users, long items, long interactions) {}

  /** Means over all users of one cell. */
  record MetricRow(
      String backbone,
      String variant,
      int repetition,
      String protocol,
      boolean masked,
      int k,
      double ndcg,
      double hr) {}

  /**
   * Means over all users of a cell whose pool holds the first seeds only, or all of them.
   *
   * @param seed_share of the users that the seeds are
   * @param inferences that the seeds took
   * @param tokens of these, in and out
   * @param validation_ndcg10 what choices may go by, of the validation items; null where training
   *     looked at none
   */
  record SweepRow(
      String backbone,
      String variant,
      int repetition,
      double seed_share,
      int seeds,
      long inferences,
      long tokens,
      @Nullable Double validation_ndcg10,
      String protocol,
      boolean masked,
      int k,
      double ndcg,
      double hr) {}

  /** What the rationales of a variant cost that has others than the rest. */
  record OwnPool(String variant, Cost cost) {}

  /** Means over the users of an activity level (L1 fewest interactions .. L4 most). */
  record GroupRow(
      String backbone,
      String variant,
      int repetition,
      String protocol,
      boolean masked,
      String group,
      int users,
      int k,
      double ndcg,
      double hr) {}

  /**
   * A paired comparison of two variants.
   *
   * @param metric for example ndcg@10
   * @param over users (per-user values averaged over repetitions) or repetitions (their means)
   * @param gain relative gain of the mean over {@code against}
   * @param low lower end of its 95 % interval
   * @param high upper end
   * @param holm p, adjusted for the same comparison of the other backbones (Holm); sequential ones
   *     masked and unmasked apart
   */
  record TestRow(
      String backbone,
      String variant,
      String against,
      String protocol,
      boolean masked,
      String metric,
      String over,
      int units,
      double gain,
      double low,
      double high,
      double p,
      double holm) {
    TestRow withHolm(double adjusted) {
      return new TestRow(
          backbone, variant, against, protocol, masked, metric, over, units, gain, low, high, p,
          adjusted);
    }

    /** What is claimed of several backbones at once. */
    String claim() {
      boolean asInThePaper = masked != protocol.equals("sr");
      return String.join(" ", variant, against, metric, over, asInThePaper ? "paper" : "masked");
    }
  }

  /**
   * The reasoning pool and how near everybody is to it.
   *
   * @param strategies seeds by the strategy that drew them
   * @param seeds_in_use seeds that are the nearest one of some user
   * @param fallback users without a match, as nothing is known of them
   * @param similarity of those who have one
   * @param coverage users with a match by similarity: equal bins over 0 .. 1, values below 0 in the
   *     first
   */
  record Pool(
      int seeds,
      Map<String, Integer> strategies,
      int seeds_in_use,
      int users,
      int fallback,
      Similarity similarity,
      List<Integer> coverage) {}

  /** Mean and quantiles of the similarity to the nearest seed; zeros where nobody has one. */
  record Similarity(double mean, double q05, double q25, double q50, double q75, double q95) {}

  /** What the rationales cost; zeros and an empty name where none were asked for. */
  record Cost(String generator, long inferences, long tokens_in, long tokens_out, double seconds) {}
}
