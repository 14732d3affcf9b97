package org.reland.behavior.shop;

import java.util.List;

/**
 * An item of the generated shop.
 *
 * @param id raw id
 * @param categories path from the department to the category
 * @param taste the taste whose style its words have
 */
public record ShopItem(String id, String title, String brand, List<String> categories, int taste) {}
