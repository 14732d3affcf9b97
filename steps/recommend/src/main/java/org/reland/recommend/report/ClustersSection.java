package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reland.recommend.report.ClusterMap.Dot;
import org.reland.recommend.report.ScatterPlot.Kind;

/** Behavior clusters in two dimensions, with the seeds drawn from them. */
record ClustersSection(@Nullable ClusterMap map) {
  /** More colours than these nobody tells apart. */
  private static final int NAMED = 6;

  List<Element> elements() {
    if (map == null) {
      return List.of();
    }
    List<Integer> named =
        map.sizes().entrySet().stream()
            .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder()))
            .limit(NAMED)
            .map(Map.Entry::getKey)
            .toList();
    List<Kind> kinds = new ArrayList<>();
    kinds.add(kind("the other clusters", "dots", d -> !d.isSeed() && !named.contains(d.cluster())));
    for (int n = 0; n < named.size(); n++) {
      int cluster = named.get(n);
      kinds.add(
          kind(
              "cluster %d (%s users)".formatted(cluster, Figures.count(map.sizes().get(cluster))),
              "dots k" + n,
              d -> !d.isSeed() && d.cluster() == cluster));
    }
    kinds.add(kind("seeds", "dots seeds", Dot::isSeed));
    return List.of(
        Element.of("h3", "Clusters"),
        Element.of(
            "p",
            "%s of the users and seeds whose behavior is known, in the plane of the first two principal components of their behavior vectors. There are %s clusters; the largest are coloured. What is near here may be far in the dimensions that a plane leaves out."
                .formatted(Figures.count(map.dots().size()), Figures.count(map.sizes().size()))),
        legend(kinds),
        Element.of("div")
            .with("class", "plane")
            .add(
                ScatterPlot.draw(
                    "Users and seeds by their behavior vectors",
                    component(1, map.plane().shareX()),
                    component(2, map.plane().shareY()),
                    map.plane().x(),
                    map.plane().y(),
                    kinds)));
  }

  private Kind kind(String name, String style, Predicate<Dot> members) {
    return new Kind(
        name,
        style,
        IntStream.range(0, map.dots().size())
            .filter(n -> members.test(map.dots().get(n)))
            .boxed()
            .toList());
  }

  private static String component(int number, double share) {
    return "component %d: %s of the variance (no unit)".formatted(number, Figures.percent(share));
  }

  private static Element legend(List<Kind> kinds) {
    Element list = Element.of("ul").with("class", "legend");
    for (Kind kind : kinds) {
      if (!kind.numbers().isEmpty()) {
        list.add(
            Element.of("li")
                .add(Element.of("span").with("class", "swatch round " + kind.style()))
                .text(kind.name()));
      }
    }
    return list;
  }
}
