package org.reland.behavior.shop;

/**
 * The size of a generated shop.
 *
 * @param users shoppers
 * @param items things on sale
 * @param noise probability that a purchase has nothing to do with the shopper's tastes
 */
public record ShopConfig(int users, int items, double noise) {}
