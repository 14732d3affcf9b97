package org.reland.recommend.statistics;

/**
 * How much larger one thing is than another, measured on the same units.
 *
 * @param units number of pairs
 * @param mean mean(b) - mean(a)
 * @param low lower end of its 95 % interval
 * @param high upper end
 * @param p two-sided p-value of no difference
 */
public record Difference(int units, double mean, double low, double high, double p) {}
