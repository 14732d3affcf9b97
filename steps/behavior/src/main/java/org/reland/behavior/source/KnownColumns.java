package org.reland.behavior.source;

import java.util.List;

/**
 * What columns are usually called, by what is in them; case does not matter, and a space, a dot or
 * a hyphen is as good as an underscore. Of several that a file has, the first here counts.
 */
public enum KnownColumns {
  USER(
      "user_id userid user customer_id customerid customer visitorid visitor_id "
          + "reviewerid member_id account_id client_id client buyer_id shopper_id uid"),
  ITEM(
      "item_id itemid product_id productid article_id movieid movie_id sku asin parent_asin iid "
          + "item_no product_no article_no stockcode stock_code item product article"),
  TIME(
      "timestamp time event_time datetime date created_at occurred_at "
          + "unixreviewtime ts purchased_at ordered_at bought_at viewed_at order_date order_time "
          + "purchase_date purchase_time invoicedate invoice_date event_timestamp"),
  EVENT("event event_type event_name action behavior"),
  WEIGHT("weight rating overall score stars"),
  TITLE("title name product_name item_name article_name movie_title description"),
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
