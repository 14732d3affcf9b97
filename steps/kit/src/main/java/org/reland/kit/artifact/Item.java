package org.reland.kit.artifact;

import java.util.List;

/**
 * An item: its dense id, its raw id and what is known of it in words.
 *
 * @param title empty where unknown
 * @param brand empty where unknown
 * @param categories path from the broadest to the narrowest
 */
public record Item(int item, String id, String title, String brand, List<String> categories) {}
