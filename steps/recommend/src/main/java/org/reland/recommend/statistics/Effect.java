package org.reland.recommend.statistics;

/**
 * How much better one thing is than another, measured on the same units.
 *
 * @param units number of pairs
 * @param gain relative gain of the means: (mean(b) - mean(a)) / mean(a)
 * @param low lower end of the 95 % interval of the gain
 * @param high upper end
 * @param p two-sided p-value of no difference
 */
public record Effect(int units, double gain, double low, double high, double p) {}
