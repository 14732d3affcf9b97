package org.reland.behavior.encode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.reland.kit.artifact.Item;

/**
 * What items carry, as nodes of a graph: every brand and every category is an entity, numbered in
 * the order in which they are met. Edge e says that {@code items[e]} carries {@code entities[e]}.
 *
 * @param count number of entities
 * @param relations {@link #BRAND} or {@link #CATEGORY}, by edge
 */
@SuppressWarnings("ArrayRecordComponent")
record ItemEntities(int count, int[] items, int[] entities, int[] relations) {
  /** How users and items are related. */
  static final int INTERACTION = 0;

  static final int BRAND = 1;
  static final int CATEGORY = 2;
  static final int RELATIONS = 3;

  private record Entity(int relation, String name) {}

  /**
   * The entities of some items.
   *
   * @param degrees by dense id; an item of degree 0 is left out
   */
  static ItemEntities of(List<Item> items, int[] degrees) {
    Map<Entity, Integer> numbers = new HashMap<>();
    List<int[]> edges = new ArrayList<>();
    for (Item item : items) {
      if (degrees[item.item()] > 0) {
        for (Entity entity : of(item)) {
          numbers.putIfAbsent(entity, numbers.size());
          edges.add(new int[] {item.item(), numbers.get(entity), entity.relation});
        }
      }
    }
    return new ItemEntities(numbers.size(), column(edges, 0), column(edges, 1), column(edges, 2));
  }

  private static Set<Entity> of(Item item) {
    Set<Entity> entities = new LinkedHashSet<>();
    if (!item.brand().isEmpty()) {
      entities.add(new Entity(BRAND, item.brand()));
    }
    item.categories().forEach(name -> entities.add(new Entity(CATEGORY, name)));
    return entities;
  }

  private static int[] column(List<int[]> edges, int column) {
    return edges.stream().mapToInt(edge -> edge[column]).toArray();
  }
}
