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
      "item_id itemid item product_id productid product sku asin movieid "
          + "movie_id article_id article article_no item_no product_no stockcode stock_code "
          + "parent_asin iid"),
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
