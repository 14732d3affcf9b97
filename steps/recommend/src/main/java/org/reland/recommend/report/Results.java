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
 * @param validation what was chosen, of every cell
 * @param preferred of every backbone the ReLand row that validation prefers
 * @param claims that row against ID-only on test, one comparison a backbone and protocol
 * @param breakdowns what rationales gain by group of users; empty without splits
 * @param returns what one more token brings on validation, by size of the pool; empty without sweep
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
    List<OwnPool> own_pools,
    List<ValidationRow> validation,
    List<PreferredRow> preferred,
    List<TestRow> claims,
    List<BreakdownRow> breakdowns,
    List<ReturnRow> returns) {

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

  /**
   * What was chosen of a cell on the validation items.
   *
   * @param ndcg10 of the validation items, with all that was chosen; null where training looked at
   *     none
   * @param epoch whose weights are in use: the base's where the fusion stayed off; null where that
   *     is not known
   * @param feature_weight of the own history's words; null without texts of items
   * @param fusion_used false where the fusion stayed off; null where there is none
   * @param rationale_weight of the rationale's words; 0 where the fusion stayed off
   * @param matching that was chosen among several; null where there was one
   */
  record ValidationRow(
      String backbone,
      String variant,
      int repetition,
      @Nullable Double ndcg10,
      @Nullable Integer epoch,
      @Nullable Double feature_weight,
      @Nullable Boolean fusion_used,
      @Nullable Double rationale_weight,
      @Nullable String matching) {}

  /**
   * A backbone's ReLand row.
   *
   * @param validation_ndcg10 mean over repetitions
   */
  record PreferredRow(String backbone, String variant, int repetitions, double validation_ndcg10) {}

  /**
   * A comparison of two variants on a part of the users, which no other is adjusted for.
   *
   * @param group L1 .. L4 by activity; by held-out items new-items, known-items, cross-category,
   *     same-category
   * @param users in it who were measured
   * @param mean of the variant
   * @param mean_against of what it is compared with
   * @param difference of the means; null with what follows where there are fewer than two users
   * @param low lower end of its 95 % interval
   * @param high upper end
   * @param p of a paired t-test
   * @param gain the difference relative to {@code mean_against}; null where that is 0
   */
  record BreakdownRow(
      String backbone,
      String variant,
      String against,
      String protocol,
      boolean masked,
      String metric,
      String group,
      int users,
      double mean,
      double mean_against,
      @Nullable Double difference,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Double p,
      @Nullable Double gain) {}

  /**
   * A size of the pool as an investment, from the smallest on.
   *
   * @param seeds 0 for the same model without rationales, where it was measured
   * @param unit what is spent: tokens, requests where tokens are not known, seeds where neither are
   * @param validation_ndcg10 mean over repetitions
   * @param additional what is spent more than by the row before; null for the first row
   * @param gain of validation_ndcg10 over the row before; null for the first row
   * @param marginal the gain for each million of additional tokens, or thousand of requests or
   *     seeds; null where nothing more is spent
   * @param recommended whether this is the size that {@link SeedReturns} recommends
   */
  record ReturnRow(
      String backbone,
      String variant,
      int seeds,
      String unit,
      long spent,
      double validation_ndcg10,
      @Nullable Long additional,
      @Nullable Double gain,
      @Nullable Double marginal,
      boolean recommended) {}

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
      return String.join(" ", variant, against, metric, over, asInThePaper() ? "paper" : "masked");
    }

    /** Sequential recommenders are measured unmasked there, all others masked. */
    boolean asInThePaper() {
      return masked != protocol.equals("sr");
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
