package org.reland.behavior.source;

import java.util.List;

/**
 * What columns are usually called, by what is in them; case does not matter. Of several that a file
 * has, the first here counts.
 */
public enum KnownColumns {
  USER(
      "user_id userid user customer_id customerid customer visitorid visitor_id "
          + "reviewerid member_id account_id uid"),
  ITEM(
      "item_id itemid item product_id productid product sku asin movieid "
          + "movie_id article_id parent_asin iid"),
  TIME(
      "timestamp time event_time datetime date created_at occurred_at "
          + "unixreviewtime ts purchased_at order_date purchase_date"),
  EVENT("event event_type event_name action behavior"),
  WEIGHT("weight rating overall score stars"),
  TITLE("title name product_name item_name movie_title"),
  BRAND("brand manufacturer brand_name"),
  CATEGORIES("categories category genres genre class category_name");

  private final String names;

  KnownColumns(String names) {
    this.names = names;
  }

  List<String> names() {
    return List.of(names.split(" ", -1));
  }
}
