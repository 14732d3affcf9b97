package org.reland.recommend.report;

import java.util.Collection;

/** Which colour is which variant. */
final class Legend {
  private Legend() {}

  static Element of(Collection<String> variants) {
    Element list = Element.of("ul").with("class", "legend");
    for (String variant : variants) {
      list.add(
          Element.of("li")
              .add(Element.of("span").with("class", "swatch c" + Names.color(variant)))
              .text(Names.of(variant)));
    }
    return list;
  }
}
