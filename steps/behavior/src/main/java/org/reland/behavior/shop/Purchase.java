package org.reland.behavior.shop;

/**
 * A purchase in the generated shop.
 *
 * @param user raw id
 * @param item raw id
 * @param time seconds
 */
public record Purchase(String user, String item, long time) {}
