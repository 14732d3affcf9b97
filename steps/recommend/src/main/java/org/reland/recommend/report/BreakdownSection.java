package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reland.recommend.data.TargetGroups;
import org.reland.recommend.data.Variant;

/** Whom the rationale helps, beyond the items' words: gains by group of users. */
record BreakdownSection(Results results, int cutoff) {
  /** The table of one backbone and protocol. */
  private record Panel(String backbone, String protocol, boolean masked) {}

  List<Element> elements() {
    Map<Panel, List<Results.BreakdownRow>> panels = new LinkedHashMap<>();
    for (Results.BreakdownRow row : results.breakdowns()) {
      if (row.users() > 0 && row.variant().equals(shown(row.backbone()))) {
        panels
            .computeIfAbsent(
                new Panel(row.backbone(), row.protocol(), row.masked()), p -> new ArrayList<>())
            .add(row);
      }
    }
    if (panels.isEmpty()) {
      return List.of();
    }
    List<Element> elements = new ArrayList<>();
    elements.add(Element.of("h2", "For whom the rationale helps"));
    elements.add(
        Element.of(
            "p",
            "NDCG@%d on test of each recommender's ReLand row over the same model with the items' words alone (the other rows are in summary.json). New items: those of the least popular quarter in training; another category: one of which the user has nothing in training. A user counts where all of its test items are of the kind. Over users; p is not adjusted for the number of groups."
                .formatted(cutoff)));
    panels.forEach(
        (panel, rows) -> {
          elements.add(
              Element.of(
                  "h3",
                  "%s: %s, %s"
                      .formatted(
                          Names.of(panel.backbone()),
                          Names.of(rows.getFirst().variant()),
                          Names.ofProtocol(panel.protocol(), panel.masked()))));
          elements.add(table(rows));
        });
    return elements;
  }

  /** What stands for a backbone; ReLand itself where nothing was validated. */
  private String shown(String backbone) {
    return results.preferred().stream()
        .filter(row -> row.backbone().equals(backbone))
        .map(Results.PreferredRow::variant)
        .findFirst()
        .orElse(Variant.RELAND.id());
  }

  private static Element table(List<Results.BreakdownRow> rows) {
    return Tables.of(
        1,
        List.of("group", "users", "difference", "95 % interval", "p", "without it", "with it"),
        rows.stream().map(BreakdownSection::line).toList());
  }

  private static List<String> line(Results.BreakdownRow row) {
    return List.of(
        group(row.group()),
        Figures.count(row.users()),
        row.difference() == null ? "" : Figures.difference(row.difference()),
        interval(row.low(), row.high()),
        row.p() == null ? "" : Figures.p(row.p()),
        Figures.metric(row.mean_against()),
        Figures.metric(row.mean()));
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
