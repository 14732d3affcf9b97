package org.reland.recommend.report;

import java.util.List;

/**
 * The numbers of a run as {@code results.json} holds them; scripts may rely on the form. The
 * components are named as the JSON keys are, {@code tokens_in} included.
 */
record Results(
    Data data, List<MetricRow> metrics, List<GroupRow> groups, List<TestRow> tests, Cost cost) {

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
      double p) {}

  /** What the rationales cost; zeros and an empty name where none were asked for. */
  record Cost(String generator, long inferences, long tokens_in, long tokens_out, double seconds) {}
}
