package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reland.recommend.data.TargetGroups;

/** Whom the rationale helps, beyond the items' words: gains by group of users. */
record BreakdownSection(Results results, int cutoff) {
  /** The table of one backbone and protocol. */
  private record Panel(String backbone, String protocol, boolean masked) {}

  List<Element> elements() {
    Map<Panel, List<Results.BreakdownRow>> panels = new LinkedHashMap<>();
    for (Results.BreakdownRow row : results.breakdowns()) {
      panels
          .computeIfAbsent(
              new Panel(row.backbone(), row.protocol(), row.masked()), p -> new ArrayList<>())
          .add(row);
    }
    if (panels.isEmpty()) {
      return List.of();
    }
    List<Element> elements = new ArrayList<>();
    elements.add(Element.of("h2", "For whom the rationale helps"));
    elements.add(
        Element.of(
            "p",
            "NDCG@%d on test of ReLand over the same recommender with the items' words alone. New items: those of the least popular quarter in training; another category: one of which the user has nothing in training. A user counts where all of its test items are of the kind. Over users; p is not adjusted for the number of groups."
                .formatted(cutoff)));
    panels.forEach(
        (panel, rows) -> {
          elements.add(
              Element.of(
                  "h3",
                  "%s (%s)"
                      .formatted(
                          Names.of(panel.backbone()),
                          Names.ofProtocol(panel.protocol(), panel.masked()))));
          elements.add(table(rows));
        });
    return elements;
  }

  private static Element table(List<Results.BreakdownRow> rows) {
    List<List<String>> lines = new ArrayList<>();
    Set<String> named = new HashSet<>();
    for (Results.BreakdownRow row : rows) {
      if (row.users() > 0) {
        lines.add(
            List.of(
                named.add(row.variant()) ? Names.of(row.variant()) : "",
                group(row.group()),
                Figures.count(row.users()),
                Figures.metric(row.mean_against()),
                Figures.metric(row.mean()),
                row.difference() == null ? "" : Figures.difference(row.difference()),
                interval(row.low(), row.high()),
                row.p() == null ? "" : Figures.p(row.p()),
                row.gain() == null ? "" : Figures.gain(row.gain())));
      }
    }
    return Tables.of(
        2,
        List.of(
            "variant",
            "group",
            "users",
            "without it",
            "with it",
            "difference",
            "95 % interval",
            "p",
            "gain"),
        lines);
  }

  private static String interval(@Nullable Double low, @Nullable Double high) {
    return low == null || high == null
        ? ""
        : "[%s to %s]".formatted(Figures.difference(low), Figures.difference(high));
  }

  private static String group(String id) {
    return switch (id) {
      case "L1" -> "L1, least active";
      case "L4" -> "L4, most active";
      case TargetGroups.NEW_ITEMS -> "new items";
      case TargetGroups.KNOWN_ITEMS -> "all other items";
      case TargetGroups.CROSS_CATEGORY -> "another category";
      case TargetGroups.SAME_CATEGORY -> "a category they have";
      default -> id;
    };
  }
}
