package org.reland.kit.artifact;

/**
 * A seed user, in the order in which it was drawn.
 *
 * @param id the user's raw id
 * @param strategy representative, importance, uniform or fixed
 * @param cluster the user's behaviour cluster
 */
public record Seed(int order, int user, String id, String strategy, int cluster) {
  /** How many seeds a share of the users is: rounded down, but at least one. */
  public static int count(double share, long users) {
    return Math.max(1, (int) (share * users));
  }
}
